package io.baton.workflow.script;

import io.baton.api.ActivityFailedException;
import io.baton.api.WorkflowError;
import io.baton.model.Awaited;
import io.baton.model.Failure;
import io.baton.model.Payload;
import io.baton.model.Ref;
import io.baton.workflow.ActivitySpec;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A workflow's call of an activity: asked of the replay under way. */
final class ActivityCall {
  private ActivityCall() {}

  /**
   * @return the activity's result
   * @throws Throwable what the activity's failure is to the workflow
   */
  static @Nullable Object make(ActivityMethod activity, Object[] args) throws Throwable {
    Replay replay = Replay.current();
    List<Replay.Captured> capture = replay.capture();
    if (capture != null) {
      capture.add(new Replay.Captured(activity, encode(activity, args)));
      return Zero.of(activity.method().getReturnType());
    }
    ActivitySpec spec = activity.spec();
    Awaited.Activity asked = new Awaited.Activity(spec.name(), encode(activity, args));
    Instant due = spec.remote() == null ? null : replay.now().in(spec.remote().timeout());
    Ref ref = replay.await(replay.open(replay.next(), asked, due));
    if (ref.state() == Ref.State.ERROR) {
      throw error(activity, ref);
    }
    return decode(activity, ref.value() == null ? Payload.NULL : ref.value());
  }

  private static List<Payload> encode(ActivityMethod activity, Object[] args) {
    try {
      return activity.encode(args);
    } catch (IllegalArgumentException e) {
      throw new WorkflowError(
          "arguments of %s cannot be kept: %s".formatted(activity.spec().name(), e.getMessage()));
    }
  }

  private static @Nullable Object decode(ActivityMethod activity, Payload value) {
    try {
      return activity.result(value);
    } catch (IllegalArgumentException e) {
      throw new WorkflowError(
          "the result of %s cannot be read: %s".formatted(activity.spec().name(), e.getMessage()));
    }
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
}
