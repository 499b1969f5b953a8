package io.baton.effectful;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.baton.model.Naming;
import io.baton.model.Payload;
import io.baton.model.RecordWish.AnswerThread;
import io.baton.model.RecordWish.StartThread;
import io.baton.model.RecordWish.StartThread.OnLive;
import io.baton.model.StreamRecord;
import io.baton.wire.Members;
import io.baton.wire.UnreadableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is set for a topic by which threads are started and answered.
 *
 * @param workflow null when the argument names it
 * @param field where in the argument it is named; null when it is fixed
 * @param version null for the highest
 * @param keep how long an answer waits that is early; zero when it is dropped
 * @param result the topic of results; null for none
 * @param error the topic of errors; null for none
 * @param outputs other topics that workflows may write to; null for all
 */
record ThreadSettings(
    String topic,
    Naming.Style style,
    @Nullable String workflow,
    @Nullable JsonPointer field,
    @Nullable Integer version,
    OnLive onLive,
    Duration keep,
    @Nullable String result,
    @Nullable String error,
    @Nullable List<String> outputs) {
  private static final Duration KEEP = Duration.ofHours(24);
  private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
  private static final int MAX_OUTPUTS = 1_000;
  private static final String ANY = "*";

  /**
   * @param result where results go unless it is set; null for nowhere
   * @param error the same for errors
   * @throws UnreadableException with each mistake, one a line
   */
  static ThreadSettings read(
      String topic,
      JsonNode settings,
      Naming.Style style,
      @Nullable String result,
      @Nullable String error) {
    Members members = new Members(settings);
    Optional<String> workflow = members.text("workflow");
    Optional<String> field = members.text("workflowField");
    if (workflow.isPresent() == field.isPresent()) {
      members.wrong("workflow", "expected either workflow or workflowField");
    }
    boolean strict = members.flag("strict", false);
    if (strict && settings.has("keep")) {
      members.wrong("keep", "nothing is kept, since strict is true");
    }
    Duration keep = members.duration("keep", KEEP);
    ThreadSettings read =
        new ThreadSettings(
            topic,
            style,
            workflow.orElse(null),
            field.map(text -> pointer(members, text)).orElse(null),
            members.number("version", 1, Integer.MAX_VALUE),
            onLive(members),
            strict ? Duration.ZERO : keep,
            output(members, "result", result),
            output(members, "error", error),
            outputs(members));
    members.end();
    return read;
  }

  private static JsonPointer pointer(Members members, String text) {
    try {
      return JsonPointer.compile(
          text.startsWith("/") ? text : "/" + text.replace("~", "~0").replace("/", "~1"));
    } catch (IllegalArgumentException e) {
      members.wrong("workflowField", "no JSON pointer: " + e.getMessage());
      return JsonPointer.empty();
    }
  }

  private static OnLive onLive(Members members) {
    String text = members.text("onLive").orElse("ignore");
    for (OnLive one : OnLive.values()) {
      if (one.name().toLowerCase(Locale.ROOT).equals(text)) {
        return one;
      }
    }
    members.wrong("onLive", "expected ignore, refuse or restart, found '" + text + "'");
    return OnLive.IGNORE;
  }

  private static @Nullable String output(
      Members members, String member, @Nullable String otherwise) {
    String topic = members.text(member).orElse(otherwise);
    if (topic != null) {
      checkTopic(members, member, topic);
    }
    return topic;
  }

  static void checkTopic(Members members, String member, String topic) {
    if (!TOPIC.matcher(topic).matches()) {
      members.wrong(member, "'" + topic + "' is no name of a topic");
    }
  }

  private static @Nullable List<String> outputs(Members members) {
    JsonNode list = members.value("outputs").orElse(null);
    if (list == null) {
      return List.of();
    }
    if (list.asText().equals(ANY)) {
      return null;
    }
    if (!list.isArray() || list.size() > MAX_OUTPUTS) {
      members.wrong(
          "outputs", "expected a list of at most %d topics, or \"*\"".formatted(MAX_OUTPUTS));
      return null;
    }
    List<String> outputs = new ArrayList<>();
    for (JsonNode one : list) {
      checkTopic(members, "outputs/" + outputs.size(), one.asText());
      outputs.add(one.asText());
    }
    return outputs;
  }

  /**
   * @throws UnreadableException when there is none
   */
  static String thread(StreamRecord record) {
    String key = record.key();
    if (key == null || key.isEmpty()) {
      throw new UnreadableException("the record has no key, which is the id of its thread");
    }
    return key;
  }

  /**
   * @throws UnreadableException when there is none
   */
  static String value(StreamRecord record) {
    if (record.value() == null) {
      throw new UnreadableException("the record has no value: a thread is not deleted so");
    }
    return record.value();
  }

  /**
   * @throws UnreadableException when no such thread can be, or the argument names no workflow
   */
  StartThread start(StreamRecord record, JsonNode argument) {
    Naming naming;
    try {
      naming = new Naming(style, thread(record), topic, record.id(), result, error, outputs);
    } catch (IllegalArgumentException e) {
      throw new UnreadableException(String.valueOf(e.getMessage()));
    }
    return workflow == null || field != null
        ? start(named(argument), "field " + field, argument, naming)
        : start(workflow, "topic " + topic, argument, naming);
  }

  private StartThread start(String name, String by, JsonNode argument, Naming naming) {
    return new StartThread(name, version, by, new Payload(argument), naming, onLive);
  }

  private String named(JsonNode argument) {
    JsonNode name = field == null ? TextNode.valueOf("") : argument.at(field);
    if (!name.isTextual() || name.textValue().isBlank()) {
      throw new UnreadableException(
          "the argument names no workflow at %s: expected a text".formatted(field));
    }
    return name.textValue();
  }

  /**
   * @throws UnreadableException when no such thread or ref can be
   */
  AnswerThread answer(StreamRecord record, String ref, JsonNode value, @Nullable String error) {
    String thread = thread(record);
    try {
      return new AnswerThread(thread, ref, new Payload(value), Refusal.of(error), keep);
    } catch (IllegalArgumentException e) {
      throw new UnreadableException(String.valueOf(e.getMessage()));
    }
  }
}
