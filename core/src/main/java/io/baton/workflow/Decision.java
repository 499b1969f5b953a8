package io.baton.workflow;

import io.baton.model.Event.Move;
import io.baton.model.Failure;
import io.baton.model.Payload;
import java.util.List;

/** What a program wants to happen next. Its moves are facts of the case from then on. */
public sealed interface Decision {
  /**
   * Wait for what is open.
   *
   * @param again ask the program once more when the moves are made: they tell it something new
   */
  record Continue(List<Move> moves, boolean again) implements Decision {
    public Continue(List<Move> moves) {
      this(moves, false);
    }
  }

  record Complete(List<Move> moves, Payload result) implements Decision {}

  /** The case will not complete; what it did is to be undone. */
  record Fail(List<Move> moves, Failure failure) implements Decision {}

  /** The run is over, and a new one of the same case begins. */
  record ContinueAsNew(List<Move> moves, Payload input) implements Decision {}

  /** The program cannot decide; an operator must look, and nothing is undone by itself. */
  record Park(Failure reason) implements Decision {}
}
