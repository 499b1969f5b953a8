package io.baton.graph.executor;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A state and how it came to be.
 *
 * @param histories the oldest first; it only grows
 * @param others members that nobody here knows; kept as they are
 */
public record TaskState(RunState current, List<Moment> histories, Map<String, JsonNode> others) {
  private static final int MAX_HISTORIES = 1_000;

  public TaskState {
    histories = List.copyOf(histories);
    others = Members.kept(others);
  }

  /** When it came into a state. */
  public record Moment(RunState state, Instant date) {}

  /**
   * @param histories not empty; the last one is the current
   */
  static TaskState of(List<Moment> histories) {
    return new TaskState(histories.get(histories.size() - 1).state(), histories, Map.of());
  }

  static TaskState of(RunState first, Instant date) {
    return of(List.of(new Moment(first, date)));
  }

  /** The same, in its next state. */
  public TaskState with(RunState next, Instant date) {
    List<Moment> longer = new ArrayList<>(histories);
    longer.add(new Moment(next, date));
    return new TaskState(next, longer, others);
  }

  static TaskState read(JsonNode json, String place) {
    Members members = new Members(json, place);
    RunState current = members.state("current");
    List<Moment> histories =
        members.list(
            "histories",
            MAX_HISTORIES,
            (one, at) -> {
              Members moment = new Members(one, at);
              Instant date = moment.moment("date");
              if (date == null) {
                throw moment.wrong("date", "missing");
              }
              return new Moment(moment.state("state"), date);
            });
    return new TaskState(current, histories, members.others());
  }

  JsonNode toJson() {
    return new Writing()
        .put("current", current.name())
        .list(
            "histories",
            histories,
            moment ->
                new Writing()
                    .put("state", moment.state().name())
                    .put("date", moment.date())
                    .with(Map.of()))
        .with(others);
  }
}
