package io.baton.workflow;

import io.baton.api.UndoOrder;
import io.baton.model.ActivityName;
import io.baton.model.Case;
import io.baton.model.RefId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A workflow, whichever way it is written. */
public interface Program {
  /**
   * Decides what comes next for a case, from what its journal tells and from nothing else: no
   * clock, no random numbers, no input or output. Asked again about the same case it answers the
   * same.
   */
  Decision decide(Case now);

  /**
   * How an activity is done, and undone, that this program asks for at {@code ref}.
   *
   * @param name the ref's activity, or the one that takes it back
   * @return empty when it is just as the application says
   */
  default Optional<ActivitySpec> activity(Case now, RefId ref, ActivityName name) {
    return Optional.empty();
  }

  /**
   * How a case goes on with this program that followed another version of the workflow until now.
   *
   * @param older what the case followed
   * @param nodes what this version calls otherwise: its names by the old ones
   */
  default Migration takeOver(Case now, Program older, Map<String, String> nodes) {
    return new Migration.Refused(
        "a class stays with the cases that it began; what changes in it is told by flow.version");
  }

  /**
   * True when somebody may open a case of this workflow by telling that this activity is done. The
   * case's input is then the {@link io.baton.model.TaskAnswer#input} of what was told, and the
   * program awaits such activities as {@link io.baton.model.Awaited.Told}.
   */
  default boolean opensWith(ActivityName activity) {
    return false;
  }

  /**
   * True when a case goes on, with a warning, as if what is awaited at {@code ref} had not failed.
   */
  default boolean allowsFailureOf(RefId ref) {
    return false;
  }

  /** The services that its cases are sure to need, as far as it can tell. */
  default Set<String> services() {
    return Set.of();
  }

  /** The order in which a case that will not complete is taken back. */
  default UndoOrder undoOrder() {
    return UndoOrder.REVERSE;
  }

  /** How often a case that failed is run again, and how long apart; empty for never. */
  default Optional<RetryPolicy> retryOfCase(Case now) {
    return Optional.empty();
  }

  /** How many of its cases may be under way at one time; empty for any number. */
  default Optional<Room> room() {
    return Optional.empty();
  }

  /**
   * How many activities of one of its cases a transaction does at most, one after the other; 1 for
   * a transaction of its own for each.
   */
  default int chain() {
    return 1;
  }
}
