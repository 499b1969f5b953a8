package io.baton.engine;

import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.Command.AnswerNamed;
import io.baton.model.Command.CancelCase;
import io.baton.model.Command.CompensateCase;
import io.baton.model.Command.DeliverSignal;
import io.baton.model.Command.FollowParent;
import io.baton.model.Command.Operate;
import io.baton.model.Command.StartCase;

/** Wishes for a case that has failed and is run again: they are for the next run. */
final class Readdressed {
  private Readdressed() {}

  /** True for what somebody wants of the case, whichever run it is. */
  static boolean isOfAnyRun(Command command) {
    return command instanceof AnswerNamed
        || command instanceof CancelCase
        || command instanceof CompensateCase
        || command instanceof DeliverSignal
        || command instanceof FollowParent
        || command instanceof Operate
        || (command instanceof StartCase start && start.replyTo() != null);
  }

  /** The same wish, under the same id, for {@code next}. */
  static Command to(CaseId next, Command wish) {
    if (wish instanceof AnswerNamed c) {
      return new AnswerNamed(next, c.id(), c.name(), c.value(), c.failure(), c.keepMillis());
    }
    if (wish instanceof CancelCase c) {
      return new CancelCase(next, c.id(), c.reason());
    }
    if (wish instanceof CompensateCase c) {
      return new CompensateCase(next, c.id(), c.asker());
    }
    if (wish instanceof DeliverSignal c) {
      return new DeliverSignal(next, c.id(), c.signal(), c.value(), c.keepMillis());
    }
    if (wish instanceof FollowParent c) {
      return new FollowParent(next, c.id(), c.paused(), c.asOf());
    }
    if (wish instanceof Operate c) {
      return new Operate(next, c.id(), c.operation(), c.until());
    }
    if (wish instanceof StartCase c) {
      return new StartCase(next, c.id(), c.workflow(), c.replyTo());
    }
    throw new IllegalArgumentException(wish.id() + " is of this run only");
  }
}
