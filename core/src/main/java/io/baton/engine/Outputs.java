package io.baton.engine;

import io.baton.model.Case;
import io.baton.model.Effect;
import io.baton.model.Event;
import io.baton.model.Event.Move;
import io.baton.model.Failure;
import io.baton.model.Failure.Category;
import io.baton.model.Naming;
import io.baton.model.Payload;
import io.baton.wire.Json;
import io.baton.workflow.Decision;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a case that was started by a record may tell by topics, and tells at its end. */
final class Outputs {
  /** The type of the failure of a case that writes to a topic which is not declared. */
  static final String UNDECLARED = "UndeclaredOutput";

  /** How the reason begins for which a case is cancelled whose thread begins anew. */
  static final String BEGINS_ANEW = "its thread begins anew: ";

  private Outputs() {}

  /** The decision, unless it writes where it must not: then nothing of it counts. */
  static Decision checked(Case now, Decision decision) {
    Naming naming = now.circumstances().naming();
    if (naming == null) {
      return decision;
    }
    for (Move move : moves(decision)) {
      if (move instanceof Event.OutputSent out && !naming.mayWriteTo(out.topic())) {
        String text =
            "ref %s writes to topic '%s', which is not among the outputs of topic '%s': %s"
                .formatted(out.ref(), out.topic(), naming.topic(), naming.outputs());
        return new Decision.Park(new Failure(Category.FATAL, UNDECLARED, text));
      }
    }
    return decision;
  }

  private static List<Move> moves(Decision decision) {
    if (decision instanceof Decision.Continue go) {
      return go.moves();
    } else if (decision instanceof Decision.Complete end) {
      return end.moves();
    } else if (decision instanceof Decision.Fail fail) {
      return fail.moves();
    } else if (decision instanceof Decision.ContinueAsNew next) {
      return next.moves();
    }
    return List.of();
  }

  /** The result, or why there is none. */
  static Optional<Effect> ofEnd(Case ended, @Nullable Payload result, @Nullable Failure failure) {
    Naming naming = ended.circumstances().naming();
    if (naming == null) {
      return Optional.empty();
    }
    if (failure == null) {
      return publish(ended, naming.result(), result == null ? Payload.NULL : result);
    }
    return failure.message().startsWith(BEGINS_ANEW)
        ? Optional.empty() // Whoever asks for the thread is told the end of the new case.
        : publish(ended, naming.error(), Json.payload(failure.message()));
  }

  private static Optional<Effect> publish(Case ended, @Nullable String topic, Payload value) {
    return topic == null
        ? Optional.empty()
        : Optional.of(new Effect.Publish(ended.id(), topic, ended.thread(), value));
  }
}
