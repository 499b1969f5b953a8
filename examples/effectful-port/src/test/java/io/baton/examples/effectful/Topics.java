package io.baton.examples.effectful;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.baton.api.Signal;
import io.baton.model.Effect;
import io.baton.standalone.Baton;
import io.baton.standalone.ManualBaton;
import io.baton.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The world as kafka-workflow sees it: records go into a resume topic, records come out of others.
 * Every turn begins with the journal alone, as after a crash.
 */
final class Topics {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ManualBaton baton;
  private final String workflow;
  private final List<Effect.Publish> unread = new ArrayList<>();
  private int seen;

  Topics(Class<?>... workflows) {
    Baton.Builder builder = Baton.builder().fromScratch();
    List.of(workflows).forEach(builder::workflow);
    this.baton = builder.manual();
    this.workflow = workflows[0].getAnnotation(io.baton.api.Workflow.class).name();
  }

  record Sent(String key, String value) {}

  ManualBaton baton() {
    return baton;
  }

  /** {@code new:<json>} starts a case of the first workflow. */
  Topics start(String thread, String json) {
    return start(workflow, thread, json);
  }

  Topics start(String workflow, String thread, String json) {
    baton.cases().workflow(workflow).caseId(thread).start(read(json));
    return run();
  }

  /** {@code {"ref":…,"value":…}}. */
  Topics resume(String ref, String json) {
    baton.cases().answer(ref, read(json));
    return run();
  }

  /** {@code {"ref":…,"error":…}}. */
  Topics reject(String ref, String message) {
    baton.cases().refuse(ref, message);
    return run();
  }

  /** A record for a named suspension, such as {@code W.suspend("main")}. */
  Topics signal(String thread, Signal<JsonNode> signal, String json) {
    baton.cases().get(thread).signal(signal, read(json));
    return run();
  }

  Topics advance(Duration time) {
    baton.advance(time);
    return run();
  }

  /** What is due now; time stands still. */
  private Topics run() {
    baton.advance(Duration.ZERO);
    List<Effect.Publish> all = baton.outputs();
    unread.addAll(all.subList(seen, all.size()));
    seen = all.size();
    return this;
  }

  /** The next record of a topic that nobody has read. */
  Sent next(String topic) {
    for (Effect.Publish sent : unread) {
      if (sent.topic().equals(topic)) {
        unread.remove(sent);
        return new Sent(sent.key(), (String) Json.value(sent.value(), String.class, Json.LENIENT));
      }
    }
    throw new AssertionError("nothing in " + topic + "; unread are " + unread);
  }

  /** Everything that nobody has read, in the order in which it was sent. */
  List<String> rest() {
    List<String> rest = unread.stream().map(sent -> sent.topic() + " " + sent.value()).toList();
    unread.clear();
    return rest;
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }
}
