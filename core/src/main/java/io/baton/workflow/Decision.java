package io.baton.workflow;

import io.baton.model.Failure;
import io.baton.model.Payload;
import java.util.List;

/** What a program wants to happen next. */
public sealed interface Decision {
  /** Do this, and ask again when something is answered; no actions: just wait. */
  record Continue(List<Action> actions) implements Decision {}

  record Complete(Payload result) implements Decision {}

  /** The case will not complete; what it did is to be undone. */
  record Fail(Failure failure) implements Decision {}

  /** The program cannot decide; an operator must look, and nothing is undone by itself. */
  record Park(Failure reason) implements Decision {}
}
