package io.baton.engine;

import io.baton.model.Codes;
import io.baton.model.Command;
import io.baton.model.Command.Reply;
import io.baton.model.Effect;
import io.baton.model.Incident;
import io.baton.port.CaseStore;
import io.baton.port.Outbox;
import io.baton.port.Outbox.UndeliverableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells askers how it ended. A vanished asker never disturbs a case: a reply is its own command.
 */
final class Replies {
  private static final int ATTEMPTS = 4;

  private final CaseStore store;
  private final Outbox outbox;

  Replies(CaseStore store, Outbox outbox) {
    this.store = store;
    this.outbox = outbox;
  }

  /**
   * @return the commands that are no replies
   */
  List<Command> sendFrom(List<Command> commands) {
    List<Command> others = new ArrayList<>();
    for (Command command : commands) {
      if (command instanceof Reply reply) {
        send(reply);
      } else {
        others.add(command);
      }
    }
    return others;
  }

  private void send(Reply reply) {
    try {
      outbox.reply(reply.to(), reply.answer());
    } catch (UndeliverableException e) {
      tryLaterOrTell(reply, String.valueOf(e.getMessage()));
    }
  }

  private void tryLaterOrTell(Reply reply, String why) {
    if (reply.attempt() < ATTEMPTS) {
      Reply again =
          new Reply(reply.caseId(), reply.id(), reply.to(), reply.answer(), reply.attempt() + 1);
      outbox.send(List.of(new Effect.Send(again, Duration.ofSeconds(1L << reply.attempt()))));
      return;
    }
    store.raise(
        new Incident(
            Incident.Kind.REPLY,
            Codes.REPLY_UNDELIVERABLE,
            reply.caseId(),
            "the answer for %s cannot be delivered: %s".formatted(reply.to().destination(), why),
            reply.answer().toString()));
  }
}
