package io.baton.ejb;

import io.baton.api.StartRefusedException;
import io.baton.ejb.jms.Gathering;
import io.baton.ejb.jms.Incoming;
import io.baton.ejb.jms.Parking;
import io.baton.engine.CaseStarter;
import io.baton.engine.CaseStarter.Answered;
import io.baton.engine.CaseStarter.Asked;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A start message, from the queue to a case or to an answer that says why not. */
public final class StartHandling {
  private final boolean brokerVouches =
      Boolean.parseBoolean(Settings.get("baton.jms.validated-user", "false"));
  private final CaseStarter starter;
  private final CaseStore store;
  private final Refusals refusals;
  private final Optional<Gathering> gathering;

  /**
   * @param gathering empty when each message has a transaction of its own
   */
  public StartHandling(
      CaseStarter starter,
      CaseStore store,
      Outbox outbox,
      Parking parking,
      Optional<Gathering> gathering) {
    this.gathering = gathering;
    this.starter = starter;
    this.store = store;
    this.refusals = new Refusals("reject", store, outbox, parking);
  }

  public void handle(Message message) throws JMSException {
    if (gathering.isEmpty() || Incoming.delivery(message).count() > 1) {
      start(List.of(message));
      return;
    }
    gathering
        .get()
        .during(
            () -> {
              Starts starts = new Starts();
              starts.put(message);
              gathering.get().fill(starts);
              start(starts.messages);
            });
  }

  private void start(List<Message> messages) throws JMSException {
    boolean done = false;
    try {
      List<Message> readable = new ArrayList<>();
      List<Asked> asked = new ArrayList<>();
      for (Message message : messages) {
        try {
          asked.add(
              new Asked(Incoming.startRequest(message), Incoming.sender(message, brokerVouches)));
          readable.add(message);
        } catch (UnreadableException e) {
          refuse(message, e);
        }
      }
      List<Answered> answers = starter.start(asked);
      for (int i = 0; i < answers.size(); i++) {
        StartRefusedException refusal = answers.get(i).refusal();
        if (refusal != null) {
          refuse(readable.get(i), refusal.code(), refusal.reason());
        }
      }
      done = true;
    } finally {
      if (!done && messages.size() > 1) {
        gathering.ifPresent(Gathering::rest);
      }
    }
  }

  private void refuse(Message message, UnreadableException why) throws JMSException {
    refuse(message, Codes.REQUEST_UNREADABLE, String.valueOf(why.getMessage()));
    Incoming.startFormat(message)
        .ifPresent(format -> store.counters().count(Counters.STARTS_REFUSED, format));
  }

  private void refuse(Message message, String code, String reason) throws JMSException {
    Failure failure = new Failure(Category.FATAL, code, reason);
    Answer refusal = new Answer(null, Answer.REJECTED, null, failure);
    refusals.refuse(message, Kind.REJECTED, code, reason, refusal);
  }

  /** The messages of one transaction. */
  private static final class Starts implements Gathering.Basket {
    private static final int MOST = 64;

    private final List<Message> messages = new ArrayList<>();

    @Override
    public boolean hasRoom() {
      return messages.size() < MOST;
    }

    @Override
    public void put(Message message) {
      messages.add(message);
    }
  }
}
