package io.baton.workflow.script;

import io.baton.api.ActivityFailedException;
import io.baton.api.WorkflowError;
import io.baton.model.Case;
import io.baton.model.Failure;
import io.baton.model.Payload;
import io.baton.model.Ref;
import io.baton.model.RefId;
import io.baton.workflow.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One run of a workflow method against a case: calls that have their answer return it, the first
 * one that has none is asked for and unwinds. Each call takes the next number of its branch as its
 * id, so the same code asks for the same refs.
 */
final class Replay {
  static final int MAX_CALLS = 10_000;

  private static final ThreadLocal<@Nullable Replay> CURRENT = new ThreadLocal<>();

  private final Case now;
  private final List<Action> actions = new ArrayList<>();
  private int calls;
  private @Nullable String suspendedAt;

  Replay(Case now) {
    this.now = now;
  }

  /**
   * @throws WorkflowError when no workflow runs on this thread
   */
  static Replay current() {
    Replay current = CURRENT.get();
    if (current == null) {
      throw new WorkflowError(
          "a @Durable activity was called outside a workflow, or on a thread of the workflow's own");
    }
    return current;
  }

  void begin() {
    CURRENT.set(this);
  }

  void end() {
    CURRENT.remove();
  }

  @Nullable Object call(ActivityMethod activity, Object[] args) throws Throwable {
    if (suspendedAt != null) {
      throw Suspension.HERE; // Code in a finally block runs while the workflow unwinds.
    }
    if (++calls > MAX_CALLS) {
      throw new WorkflowError("the workflow made more than " + MAX_CALLS + " durable calls");
    }
    RefId id = new RefId(Integer.toString(calls));
    List<Payload> payloads = activity.encode(args);
    Optional<Ref> known = now.ref(id);
    if (known.isEmpty()) {
      actions.add(new Action.Run(id, activity.spec().name(), payloads));
      return suspend(activity, id);
    }
    Ref ref = known.get();
    checkSameCall(ref, activity, payloads);
    return switch (ref.state()) {
      case OK -> activity.result(ref.value() == null ? Payload.NULL : ref.value());
      case ERROR -> throw error(activity, ref);
      case PENDING, CANCELLED -> suspend(activity, id);
    };
  }

  private @Nullable Object suspend(ActivityMethod activity, RefId id) {
    suspendedAt = activity.spec().name() + " (ref " + id + ")";
    throw Suspension.HERE;
  }

  private static Throwable error(ActivityMethod activity, Ref ref) {
    Failure failure = ref.failure();
    if (failure == null) {
      throw new IllegalStateException("ref " + ref.id() + " failed without a failure");
    }
    return failure.category() == Failure.Category.BUSINESS
        ? activity.thrown(failure)
        : new ActivityFailedException(activity.spec().name().value(), failure.message());
  }

  private static void checkSameCall(Ref ref, ActivityMethod activity, List<Payload> args) {
    boolean same = ref.activity().equals(activity.spec().name()) && sameArgs(ref.args(), args);
    if (!same) {
      throw new WorkflowError(
          "the workflow's code does not fit its journal: at ref %s the journal has %s%s, the code asks for %s%s"
              .formatted(ref.id(), ref.activity(), ref.args(), activity.spec().name(), args));
    }
  }

  private static boolean sameArgs(List<Payload> then, List<Payload> now) {
    return then.size() == now.size()
        && IntStream.range(0, now.size()).allMatch(i -> then.get(i).sameAs(now.get(i)));
  }

  List<Action> actions() {
    return actions;
  }

  /** Where the workflow waits; null while it has not been suspended. */
  @Nullable String suspendedAt() {
    return suspendedAt;
  }

  /** How many durable calls the code made. */
  int calls() {
    return calls;
  }
}
