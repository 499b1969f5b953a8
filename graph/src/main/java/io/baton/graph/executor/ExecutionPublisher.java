package io.baton.graph.executor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import io.baton.model.Case;
import io.baton.model.Effect;
import io.baton.model.Payload;
import io.baton.port.Settings;
import io.baton.port.TurnPublisher;
import io.baton.wire.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells each turn of the cases that the setting {@code baton.executions} names: one execution. */
public final class ExecutionPublisher implements TurnPublisher {
  private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");
  private static final String ALL = "*";
  private static final String TOO_BIG = "tooBig";

  private final Set<String> workflows;
  private final String topic;

  /**
   * As the settings say.
   *
   * @throws IllegalStateException when one names what cannot be a topic
   */
  public ExecutionPublisher() {
    this(
        Settings.get(Settings.EXECUTIONS, ""),
        Settings.get(Settings.EXECUTIONS_TOPIC, Settings.DEFAULT_EXECUTIONS_TOPIC));
  }

  /**
   * @param workflows names, comma-separated; an asterisk for all
   */
  ExecutionPublisher(String workflows, String topic) {
    if (!TOPIC.matcher(topic).matches()) {
      throw new IllegalStateException(
          "BATON-1426 %s: '%s' is no name of a topic".formatted(Settings.EXECUTIONS_TOPIC, topic));
    }
    this.topic = topic;
    this.workflows =
        Stream.of(workflows.split(",", -1))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public List<Effect.Publish> after(Case now) {
    if (!workflows.contains(ALL) && !workflows.contains(now.workflow().name())) {
      return List.of();
    }
    Payload told = new Payload(thatFits(ExecutionView.of(now)));
    return List.of(new Effect.Publish(now.id(), topic, now.id().value(), told));
  }

  private static JsonNode thatFits(Execution whole) {
    JsonNode json = whole.toJson();
    if (fits(json)) {
      return json;
    }
    JsonNode lean =
        whole.with(whole.taskRunList().stream().map(TaskRun::withoutOutputs).toList()).toJson();
    return fits(lean) ? lean : withoutTaskRuns(whole).toJson();
  }

  private static boolean fits(JsonNode json) {
    return json.toString().length() <= Json.MAX_DOCUMENT;
  }

  private static Execution withoutTaskRuns(Execution whole) {
    Map<String, JsonNode> others = new LinkedHashMap<>(whole.others());
    others.put(TOO_BIG, BooleanNode.TRUE);
    return new Execution(
        whole.id(),
        whole.namespace(),
        whole.flowId(),
        whole.flowRevision(),
        List.of(),
        null,
        null,
        whole.labels(),
        null,
        whole.state(),
        whole.parentId(),
        whole.originalId(),
        whole.scheduleDate(),
        others);
  }
}
