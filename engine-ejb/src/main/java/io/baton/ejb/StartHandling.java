package io.baton.ejb;

import io.baton.api.StartRefusedException;
import io.baton.ejb.jms.Incoming;
import io.baton.ejb.jms.Parking;
import io.baton.engine.CaseStarter;
import io.baton.model.Answer;
import io.baton.model.CaseId;
import io.baton.model.Codes;
import io.baton.model.Command;
import io.baton.model.CommandId;
import io.baton.model.Effect;
import io.baton.model.Failure;
import io.baton.model.Failure.Category;
import io.baton.model.Incident;
import io.baton.model.Incident.Kind;
import io.baton.model.ReplyTo;
import io.baton.port.CaseStore;
import io.baton.port.Outbox;
import io.baton.port.Settings;
import io.baton.wire.UnreadableException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.util.List;
import java.util.Optional;

/** A start message, from the queue to a case or to an answer that says why not. */
public final class StartHandling {
  /** A reply needs a case id; this one belongs to a case that never came to be. */
  private static final CaseId NO_CASE = new CaseId("none");

  private final boolean brokerVouches =
      Boolean.parseBoolean(Settings.get("baton.jms.validated-user", "false"));
  private final CaseStarter starter;
  private final CaseStore store;
  private final Outbox outbox;
  private final Parking parking;

  public StartHandling(CaseStarter starter, CaseStore store, Outbox outbox, Parking parking) {
    this.starter = starter;
    this.store = store;
    this.outbox = outbox;
    this.parking = parking;
  }

  public void handle(Message message) throws JMSException {
    try {
      starter.start(Incoming.startRequest(message), Incoming.sender(message, brokerVouches));
    } catch (UnreadableException e) {
      refuse(message, Codes.REQUEST_UNREADABLE, String.valueOf(e.getMessage()));
    } catch (StartRefusedException e) {
      refuse(message, e.code(), e.reason());
    }
  }

  private static Optional<ReplyTo> asker(Message message) throws JMSException {
    try {
      return Optional.ofNullable(Incoming.replyTo(message));
    } catch (UnreadableException e) {
      return Optional.empty();
    }
  }

  /** Whoever waits for an answer is told; otherwise the message is kept for a person to look at. */
  private void refuse(Message message, String code, String reason) throws JMSException {
    Optional<ReplyTo> asker = asker(message);
    if (asker.isEmpty()) {
      parking.park(message, Kind.REJECTED, code, reason);
      return;
    }
    String shown = message instanceof TextMessage text ? text.getText() : null;
    store.raise(new Incident(Kind.REJECTED, code, null, reason, shown));
    Failure failure = new Failure(Category.FATAL, code, reason);
    Answer answer = new Answer(null, Answer.REJECTED, null, failure);
    Command.Reply reply =
        new Command.Reply(NO_CASE, new CommandId("reject"), asker.get(), answer, 1);
    outbox.send(List.of(new Effect.Send(reply)));
  }
}
