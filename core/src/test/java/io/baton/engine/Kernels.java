package io.baton.engine;

import io.baton.model.Case;
import io.baton.model.Command;
import io.baton.model.Effect;
import io.baton.model.Turn;
import io.baton.port.Activities.Outcome;
import io.baton.port.Definitions;
import io.baton.port.UndoPlan;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The decider, for trials outside this package. */
public final class Kernels {
  private Kernels() {}

  /** A turn and its effects; no turn for what is stale or too early. */
  public record Step(@Nullable Turn turn, List<Effect> effects) {}

  /** What a store does to a turn: it becomes text, and text becomes it. */
  public static Turn asRead(Turn turn) {
    return CaseMover.asRead(turn);
  }

  public static Step decide(
      Definitions definitions,
      UndoPlan plan,
      Case now,
      Command command,
      @Nullable Outcome outcome,
      Instant at) {
    Verdict verdict = new Decider(definitions, plan).decide(now, command, outcome, at);
    return verdict instanceof Verdict.Advance advance
        ? new Step(advance.turn(), advance.effects())
        : new Step(null, List.of());
  }
}
