package io.baton.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.baton.port.RecordDialect;
import io.baton.port.RecordReader;
import io.baton.wire.Json;
import io.baton.wire.UnreadableException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which topics are read, and how, as documents {@code baton-topics/1} say. */
public final class RecordTopics {
  public static final String SCHEMA = "baton-topics/1";

  /** Where an application keeps its document. */
  public static final String RESOURCE = "META-INF/baton/topics.json";

  public static final RecordTopics NONE = new RecordTopics(Map.of());

  private final Map<String, Topic> topics;

  private RecordTopics(Map<String, Topic> topics) {
    this.topics = Map.copyOf(topics);
  }

  /** Empty when nobody has said how it is read. */
  public Optional<Topic> of(String topic) {
    return Optional.ofNullable(topics.get(topic));
  }

  /** By their names. */
  public List<Topic> all() {
    return List.copyOf(new TreeMap<>(topics).values());
  }

  /**
   * A topic that is read.
   *
   * @param deadLetters topic on which records are put that cannot be carried out; null for none
   */
  public record Topic(
      String name, String dialect, RecordReader reader, @Nullable String deadLetters) {}

  /** Which of two documents with the same topic counts. */
  public enum Precedence {
    /** The operators' own file, which is read first. */
    FIRST,
    /** Two of these do not have the same topic; what the file has is passed over. */
    AFTER_THE_FILE
  }

  /** Puts documents together; every mistake of all of them is told at once. */
  public static final class Reader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,249}");
    private static final int MOST = 1_000;

    private final Map<String, RecordDialect> dialects = new TreeMap<>();
    private final Map<String, Topic> topics = new TreeMap<>();
    private final Map<String, String> places = new TreeMap<>();
    private final Set<String> first = new HashSet<>();
    private final List<String> wrong = new ArrayList<>();

    public Reader(List<RecordDialect> dialects) {
      dialects.forEach(dialect -> this.dialects.put(dialect.name(), dialect));
    }

    /**
     * @param place where the document is, for people
     */
    public Reader read(String place, String document, Precedence precedence) {
      JsonNode tree;
      try {
        tree = Json.tree(document);
      } catch (UnreadableException e) {
        wrong.add("BATON-1440 %s: %s".formatted(place, e.getMessage()));
        return this;
      }
      if (!tree.path("schema").asText().equals(SCHEMA)) {
        wrong.add("BATON-1440 %s: at /schema: expected \"%s\"".formatted(place, SCHEMA));
      }
      if (!tree.path("topics").isObject() || tree.size() > 2) {
        wrong.add(
            "BATON-1440 %s: expected an object with the members schema and topics"
                .formatted(place));
        return this;
      }
      tree.get("topics")
          .properties()
          .forEach(topic -> add(topic.getKey(), topic.getValue(), place, precedence));
      return this;
    }

    /** A topic whose records start cases of a workflow. */
    public Reader starts(String topic, String workflow) {
      ObjectNode settings =
          Json.STRICT.createObjectNode().put("dialect", "start").put("workflow", workflow);
      add(topic, settings, "@StartOn of workflow " + workflow, Precedence.AFTER_THE_FILE);
      return this;
    }

    private void add(String name, JsonNode settings, String place, Precedence precedence) {
      String there = places.get(name);
      if (there != null) {
        if (!first.contains(name)) {
          wrong.add("BATON-1441 %s: topic '%s' is in %s, too".formatted(place, name, there));
        }
        return;
      }
      if (precedence == Precedence.FIRST) {
        first.add(name);
      }
      if (!NAME.matcher(name).matches()) {
        wrong.add("BATON-1440 %s: '%s' is no name of a topic".formatted(place, name));
        return;
      }
      if (topics.size() >= MOST) {
        wrong.add("BATON-1440 %s: more than %d topics".formatted(place, MOST));
        return;
      }
      places.put(name, place);
      String at = "%s: at /topics/%s".formatted(place, name);
      if (settings instanceof ObjectNode object) {
        add(name, object.deepCopy(), at);
      } else {
        wrong.add("BATON-1443 %s: expected an object".formatted(at));
      }
    }

    private void add(String name, ObjectNode own, String at) {
      JsonNode dialect = own.remove("dialect");
      JsonNode dead = own.remove("deadLetters");
      if (dead != null && !(dead.isTextual() && NAME.matcher(dead.textValue()).matches())) {
        wrong.add("BATON-1443 %s/deadLetters: expected the name of a topic".formatted(at));
      }
      @Nullable RecordDialect reads =
          dialect == null || !dialect.isTextual() ? null : dialects.get(dialect.textValue());
      if (reads == null) {
        wrong.add(
            "BATON-1442 %s/dialect: expected one of %s, found %s"
                .formatted(at, dialects.keySet(), dialect));
        return;
      }
      try {
        RecordReader reader = reads.reader(name, own);
        String letters = dead == null ? null : dead.asText();
        topics.put(name, new Topic(name, reads.name(), reader, letters));
      } catch (UnreadableException e) {
        String.valueOf(e.getMessage())
            .lines()
            .forEach(line -> wrong.add("BATON-1443 %s%s".formatted(at, line)));
      }
    }

    /**
     * @throws IllegalStateException with every mistake, one a line
     */
    public RecordTopics end() {
      if (!wrong.isEmpty()) {
        throw new IllegalStateException(String.join("\n  ", wrong));
      }
      return new RecordTopics(topics);
    }
  }
}
