package io.baton.graph.shelf;

import io.baton.api.DeploymentRefusedException;
import io.baton.wire.DefinitionRequestCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files {@code META-INF/baton/*.graph.json} and {@code *.graph.ron} of an application, by where
 * they are. One that is called {@code NAME@VERSION.graph.json} need not say these itself.
 */
final class ShippedFiles {
  private static final String REFUSED = "BATON-1418";
  private static final String FOLDER = "META-INF/baton";
  private static final Pattern WANTED = Pattern.compile("[^/]+[.]graph[.](json|ron)");
  private static final Pattern NAMED = Pattern.compile(".*/([^/@]+)@([^/@]+)[.]graph[.](json|ron)");

  private final SortedMap<String, String> texts = new TreeMap<>();

  private ShippedFiles() {}

  /** Those of all jars that {@code application} sees. */
  static ShippedFiles in(ClassLoader application) {
    ShippedFiles found = new ShippedFiles();
    try {
      for (URL place : Collections.list(application.getResources(FOLDER))) {
        found.add(new Folder(place));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s files in %s cannot be read: %s".formatted(REFUSED, FOLDER, e.getMessage()), e);
    }
    return found;
  }

  private void add(Folder folder) throws IOException {
    for (String name : folder.names()) {
      if (WANTED.matcher(name).matches()) {
        URL file = folder.file(name);
        texts.put(file.toExternalForm(), Folder.read(file));
      }
    }
  }

  /**
   * @return how many there are
   * @throws IllegalStateException with all that is wrong with all of them
   */
  int deployTo(Shelf shelf) {
    List<String> errors = new ArrayList<>();
    for (Map.Entry<String, String> file : texts.entrySet()) {
      try {
        shelf.deploy(document(file.getKey(), file.getValue()), "file " + shortened(file.getKey()));
      } catch (DeploymentRefusedException e) {
        e.problems().forEach(problem -> errors.add(error(file.getKey(), e.code(), problem)));
      }
    }
    if (!errors.isEmpty()) {
      throw new IllegalStateException(String.join("\n", errors));
    }
    return texts.size();
  }

  private static String document(String url, String text) {
    Matcher named = NAMED.matcher(url);
    return named.matches()
        ? DefinitionRequestCodec.named(named.group(1), named.group(2), text)
        : text;
  }

  private static String error(
      String file, String code, DeploymentRefusedException.Problem problem) {
    return "%s %s: %s %s".formatted(REFUSED, file, code, problem);
  }

  /** Jar and file, without the path of the jar. */
  private static String shortened(String url) {
    return url.replaceFirst("^.*?([^/]+?)!?/" + FOLDER + "/", "$1/");
  }
}
