package io.baton.ejb;

import io.baton.api.DeploymentRefusedException;
import io.baton.ejb.jms.Incoming;
import io.baton.ejb.jms.Parking;
import io.baton.engine.DefinitionDesk;
import io.baton.model.Answer;
import io.baton.model.Codes;
import io.baton.model.DefinitionRequest;
import io.baton.model.Incident.Kind;
import io.baton.port.CaseStore;
import io.baton.port.Outbox;
import io.baton.port.Settings;
import io.baton.wire.DefinitionRequestCodec;
import io.baton.wire.UnreadableException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.function.Function;

/** A workflow as data, from its message into the store, or to an answer that says why not. */
public final class DefinitionHandling {
  private final boolean brokerVouches =
      Boolean.parseBoolean(Settings.get("baton.jms.validated-user", "false"));
  private final DefinitionDesk desk;
  private final Refusals refusals;

  public DefinitionHandling(DefinitionDesk desk, CaseStore store, Outbox outbox, Parking parking) {
    this.desk = desk;
    this.refusals = new Refusals("definition", store, outbox, parking);
  }

  public void handle(Message message) throws JMSException {
    handle(message, DefinitionRequestCodec::read);
  }

  /** On a queue where nothing is wished for but that a workflow be deployed. */
  public void handleEdit(Message message) throws JMSException {
    handle(message, DefinitionRequestCodec::deploy);
  }

  private void handle(Message message, Function<String, DefinitionRequest> codec)
      throws JMSException {
    try {
      Answer done =
          desk.handle(
              codec.apply(Incoming.text(message)),
              Incoming.sender(message, brokerVouches),
              String.valueOf(message.getJMSMessageID()));
      refusals.answer(message, done);
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

  private void refuse(Message message, Kind kind, DeploymentRefusedException why)
      throws JMSException {
    Answer refusal = DefinitionDesk.refusal(why);
    String reason = refusal.failure() == null ? why.code() : refusal.failure().message();
    refusals.refuse(message, kind, why.code(), reason, refusal);
  }
}
