package io.baton.ejb;

import io.baton.api.StartRefusedException;
import io.baton.ejb.jms.Incoming;
import io.baton.ejb.jms.Parking;
import io.baton.engine.CaseStarter;
import io.baton.model.Answer;
import io.baton.model.Codes;
import io.baton.model.Failure;
import io.baton.model.Failure.Category;
import io.baton.model.Incident.Kind;
import io.baton.port.CaseStore;
import io.baton.port.Counters;
import io.baton.port.Outbox;
import io.baton.port.Settings;
import io.baton.wire.UnreadableException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;

/** A start message, from the queue to a case or to an answer that says why not. */
public final class StartHandling {
  private final boolean brokerVouches =
      Boolean.parseBoolean(Settings.get("baton.jms.validated-user", "false"));
  private final CaseStarter starter;
  private final CaseStore store;
  private final Refusals refusals;

  public StartHandling(CaseStarter starter, CaseStore store, Outbox outbox, Parking parking) {
    this.starter = starter;
    this.store = store;
    this.refusals = new Refusals("reject", store, outbox, parking);
  }

  public void handle(Message message) throws JMSException {
    try {
      starter.start(Incoming.startRequest(message), Incoming.sender(message, brokerVouches));
    } catch (UnreadableException e) {
      refuse(message, Codes.REQUEST_UNREADABLE, String.valueOf(e.getMessage()));
      Incoming.startFormat(message)
          .ifPresent(format -> store.counters().count(Counters.STARTS_REFUSED, format));
    } catch (StartRefusedException e) {
      refuse(message, e.code(), e.reason());
    }
  }

  private void refuse(Message message, String code, String reason) throws JMSException {
    Failure failure = new Failure(Category.FATAL, code, reason);
    Answer refusal = new Answer(null, Answer.REJECTED, null, failure);
    refusals.refuse(message, Kind.REJECTED, code, reason, refusal);
  }
}
