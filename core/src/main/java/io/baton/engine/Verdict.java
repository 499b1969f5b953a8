package io.baton.engine;

import io.baton.model.Effect;
import io.baton.model.Turn;
import java.util.List;

/** What a command means for a case, now that the case is locked. */
sealed interface Verdict {
  /** The case moves on. */
  record Advance(Turn turn, List<Effect> effects) implements Verdict {}

  /** The command's time is over: what it asks for has been settled, tried or cancelled. */
  record Stale(String why) implements Verdict {}

  /** The command is ahead of what can be seen of the case; it must come again. */
  record NotYet(String why) implements Verdict {}
}
