package io.baton.ejb;

import io.baton.api.DeploymentRefusedException;
import io.baton.ejb.jms.Incoming;
import io.baton.ejb.jms.Parking;
import io.baton.engine.DefinitionDesk;
import io.baton.model.Answer;
import io.baton.model.CaseId;
import io.baton.model.Codes;
import io.baton.model.Command;
import io.baton.model.CommandId;
import io.baton.model.Effect;
import io.baton.model.Incident;
import io.baton.model.Incident.Kind;
import io.baton.model.ReplyTo;
import io.baton.port.CaseStore;
import io.baton.port.Outbox;
import io.baton.port.Settings;
import io.baton.wire.DefinitionRequestCodec;
import io.baton.wire.UnreadableException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.util.List;
import java.util.Optional;

/** A workflow as data, from its message into the store, or to an answer that says why not. */
public final class DefinitionHandling {
  /** A reply needs a case id; this one belongs to no case. */
  private static final CaseId NO_CASE = new CaseId("none");

  private final boolean brokerVouches =
      Boolean.parseBoolean(Settings.get("baton.jms.validated-user", "false"));
  private final DefinitionDesk desk;
  private final CaseStore store;
  private final Outbox outbox;
  private final Parking parking;

  public DefinitionHandling(DefinitionDesk desk, CaseStore store, Outbox outbox, Parking parking) {
    this.desk = desk;
    this.store = store;
    this.outbox = outbox;
    this.parking = parking;
  }

  public void handle(Message message) throws JMSException {
    try {
      Answer done =
          desk.handle(
              DefinitionRequestCodec.read(Incoming.text(message)),
              Incoming.sender(message, brokerVouches),
              String.valueOf(message.getJMSMessageID()));
      Optional<ReplyTo> asker = asker(message);
      asker.ifPresent(to -> reply(to, done));
    } catch (UnreadableException e) {
      refuse(
          message,
          Kind.POISON,
          new DeploymentRefusedException(
              Codes.DEFINITION_UNREADABLE, String.valueOf(e.getMessage())));
    } catch (DeploymentRefusedException e) {
      refuse(message, Kind.REJECTED, e);
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
  private void refuse(Message message, Kind kind, DeploymentRefusedException why)
      throws JMSException {
    Answer refusal = DefinitionDesk.refusal(why);
    String reason = refusal.failure() == null ? why.code() : refusal.failure().message();
    Optional<ReplyTo> asker = asker(message);
    if (asker.isEmpty()) {
      parking.park(message, kind, why.code(), reason);
      return;
    }
    String shown = message instanceof TextMessage text ? text.getText() : null;
    store.raise(new Incident(kind, why.code(), null, reason, shown));
    reply(asker.get(), refusal);
  }

  private void reply(ReplyTo asker, Answer answer) {
    Command.Reply reply = new Command.Reply(NO_CASE, new CommandId("definition"), asker, answer, 1);
    outbox.send(List.of(new Effect.Send(reply)));
  }
}
