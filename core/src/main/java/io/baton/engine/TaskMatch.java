package io.baton.engine;

import io.baton.model.ActivityName;
import io.baton.model.Awaited;
import io.baton.model.Case;
import io.baton.model.Command.AnswerTask;
import io.baton.model.Ref;
import io.baton.model.Undo;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of a case is answered by somebody who tells of an activity; one of the two is there. A
 * request to take something back is answered before one to do something: what an undo says is never
 * taken for a step forward.
 */
record TaskMatch(@Nullable Undo undo, @Nullable Ref ref) {

  static Optional<TaskMatch> of(Case now, AnswerTask answer) {
    return answer.ref() == null
        ? undo(now, answer).or(() -> ref(now, answer))
        : answer.undo() ? undo(now, answer) : ref(now, answer);
  }

  /** The oldest effect that is being taken back by this activity, or the one that is named. */
  private static Optional<TaskMatch> undo(Case now, AnswerTask answer) {
    Stream<Undo> asked =
        answer.ref() == null ? now.undos().stream() : now.undo(answer.ref()).stream();
    return asked
        .filter(undo -> undo.state() == Undo.State.RUNNING)
        .filter(undo -> undo.activity().equals(answer.activity()))
        .findFirst()
        .map(undo -> new TaskMatch(undo, null));
  }

  /** The ref that has waited longest, or the one that is named. */
  private static Optional<TaskMatch> ref(Case now, AnswerTask answer) {
    Stream<Ref> asked =
        answer.ref() == null ? now.openRefs().stream() : now.ref(answer.ref()).stream();
    return asked
        .filter(Ref::pending)
        .filter(ref -> answer.activity().equals(activity(ref)))
        .findFirst()
        .map(ref -> new TaskMatch(null, ref));
  }

  /** The newest ref of this activity that ended without its answer, or the one that is named. */
  static Optional<Ref> late(Case now, AnswerTask answer) {
    Stream<Ref> asked = answer.ref() == null ? now.refs().stream() : now.ref(answer.ref()).stream();
    return asked
        .filter(ref -> !ref.pending() && ref.state() != Ref.State.OK)
        .filter(ref -> answer.activity().equals(activity(ref)))
        .max(Comparator.comparingLong(Ref::openedAs));
  }

  private static @Nullable ActivityName activity(Ref ref) {
    if (ref.awaited() instanceof Awaited.Activity activity) {
      return activity.activity();
    }
    return ref.awaited() instanceof Awaited.Told told ? told.activity() : null;
  }
}
