package io.baton.examples.effectful;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.CommandId;
import io.baton.model.Effect;
import io.baton.model.Failure;
import io.baton.model.Failure.Category;
import io.baton.model.RefId;
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
  private int messages;

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
    return settle(ref, json, null);
  }

  /** {@code {"ref":…,"error":…}}. */
  Topics reject(String ref, String message) {
    return settle(ref, "null", new Failure(Category.BUSINESS, "Refused", message));
  }

  private Topics settle(String ref, String json, Failure failure) {
    String[] parts = ref.split("/", 2);
    baton.send(
        new Command.SettleRef(
            new CaseId(parts[0]),
            new CommandId("resume " + ++messages),
            new RefId(parts[1]),
            0,
            failure == null ? Json.payload(read(json)) : null,
            failure));
    return run();
  }

  Topics advance(Duration time) {
    baton.clock().advance(time);
    return run();
  }

  private Topics run() {
    while (baton.runNextDue()) {
      // One more.
    }
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
