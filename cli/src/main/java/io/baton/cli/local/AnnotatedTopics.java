package io.baton.cli.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;
import org.jboss.jandex.Indexer;
import org.jspecify.annotations.Nullable;

/**
 * What classes say of topics: {@code @StartOn(kafka = …)} of those that are read, and {@code
 * Activity(destination = "kafka:…")} of those that are written. Only their bytes are looked at; no
 * class of an application is loaded.
 */
final class AnnotatedTopics {
  private static final String PACKAGE = "io/baton/api/";
  private static final DotName START_ON = DotName.createSimple("io.baton.api.StartOn");
  private static final DotName SEVERAL = DotName.createSimple("io.baton.api.StartOn$Several");
  private static final DotName ACTIVITY = DotName.createSimple("io.baton.api.Activity");
  private static final String OF_KAFKA = "kafka:";

  private AnnotatedTopics() {}

  static void add(byte[] classFile, Set<String> read, Set<String> written) throws IOException {
    if (!mentionsThem(classFile)) {
      return;
    }
    Indexer indexer = new Indexer();
    indexer.index(new ByteArrayInputStream(classFile));
    Index index = indexer.complete();
    Stream.concat(
            index.getAnnotations(START_ON).stream(),
            index.getAnnotations(SEVERAL).stream().flatMap(AnnotatedTopics::each))
        .forEach(start -> take(start.value("kafka"), read::add));
    index
        .getAnnotations(ACTIVITY)
        .forEach(
            activity ->
                take(
                    activity.value("destination"),
                    destination -> {
                      if (destination.startsWith(OF_KAFKA)) {
                        written.add(destination.substring(OF_KAFKA.length()));
                      }
                    }));
  }

  /** Most classes of an archive are those of libraries. */
  private static boolean mentionsThem(byte[] classFile) {
    return new String(classFile, StandardCharsets.ISO_8859_1).contains(PACKAGE);
  }

  private static Stream<AnnotationInstance> each(AnnotationInstance several) {
    return Stream.of(several.value().asNestedArray());
  }

  private static void take(@Nullable AnnotationValue value, Consumer<String> taker) {
    if (value != null && !value.asString().isEmpty()) {
      taker.accept(value.asString());
    }
  }
}
