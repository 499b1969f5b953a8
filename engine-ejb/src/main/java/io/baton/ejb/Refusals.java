package io.baton.ejb;

import io.baton.ejb.jms.Incoming;
import io.baton.ejb.jms.Parking;
import io.baton.model.Answer;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.CommandId;
import io.baton.model.Effect;
import io.baton.model.Incident;
import io.baton.model.Incident.Kind;
import io.baton.model.ReplyTo;
import io.baton.port.CaseStore;
import io.baton.port.Outbox;
import io.baton.wire.UnreadableException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.util.List;
import java.util.Optional;

/** Answers to messages that belong to no case, above all those that say why not. */
final class Refusals {
  /** A reply needs a case id; this one belongs to no case. */
  private static final CaseId NO_CASE = new CaseId("none");

  private final CommandId id;
  private final CaseStore store;
  private final Outbox outbox;
  private final Parking parking;

  /**
   * @param id of the commands that carry the answers
   */
  Refusals(String id, CaseStore store, Outbox outbox, Parking parking) {
    this.id = new CommandId(id);
    this.store = store;
    this.outbox = outbox;
    this.parking = parking;
  }

  /** Tells whoever asked, if anybody did. */
  void answer(Message message, Answer answer) throws JMSException {
    asker(message).ifPresent(asker -> reply(asker, answer));
  }

  /** Whoever waits for an answer is told; otherwise the message is kept for a person to look at. */
  void refuse(Message message, Kind kind, String code, String reason, Answer refusal)
      throws JMSException {
    Optional<ReplyTo> asker = asker(message);
    if (asker.isEmpty()) {
      parking.park(message, kind, code, reason);
      return;
    }
    String shown = message instanceof TextMessage text ? text.getText() : null;
    store.raise(new Incident(kind, code, null, reason, shown));
    reply(asker.get(), refusal);
  }

  private static Optional<ReplyTo> asker(Message message) throws JMSException {
    try {
      return Optional.ofNullable(Incoming.replyTo(message));
    } catch (UnreadableException e) {
      return Optional.empty();
    }
  }

  private void reply(ReplyTo asker, Answer answer) {
    outbox.send(List.of(new Effect.Send(new Command.Reply(NO_CASE, id, asker, answer, 1))));
  }
}
