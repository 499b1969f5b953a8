package io.baton.worker;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One thread: takes a request, runs its handler, answers, and so on until it is told to end. */
final class Loop extends Thread {
  private static final Logger LOG = System.getLogger(Loop.class.getName());
  private static final Duration LOOK_UP = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Worker.Builder worker;
  private final CountDownLatch end = new CountDownLatch(1);
  private Duration pause = LOOK_UP;

  Loop(Worker.Builder worker, String name) {
    super(name);
    this.worker = worker;
  }

  void end() {
    end.countDown();
  }

  private boolean goesOn() {
    return end.getCount() > 0 && !isInterrupted();
  }

  @Override
  public void run() {
    while (goesOn()) {
      try (JMSContext session = worker.connect()) {
        takeRequests(session);
      } catch (JMSException | JMSRuntimeException e) {
        LOG.log(
            Level.WARNING, "{0}: the broker, again in {1}: {2}", getName(), pause, e.toString());
        rest();
      }
    }
  }

  private void rest() {
    try {
      if (!end.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        Duration twice = pause.multipliedBy(2);
        pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
      }
    } catch (InterruptedException e) {
      interrupt();
    }
  }

  private void takeRequests(JMSContext session) throws JMSException {
    try (JMSConsumer requests =
            session.createConsumer(session.createQueue(worker.queue()), worker.selector());
        JMSContext atOnce = session.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
      pause = LOOK_UP;
      while (goesOn()) {
        Message message = requests.receive(LOOK_UP.toMillis());
        if (message != null) {
          take(message, session, atOnce);
        }
      }
    }
  }

  private void take(Message message, JMSContext session, JMSContext atOnce) throws JMSException {
    Request request;
    try {
      request = Request.read(message instanceof TextMessage text ? text.getText() : "");
    } catch (IllegalArgumentException e) {
      LOG.log(Level.ERROR, "{0} goes back: {1}", message.getJMSMessageID(), e.getMessage());
      session.rollback(); // After ten times it is a dead letter, and its attempt has failed.
      return;
    }
    if (Instant.now().isAfter(request.until())) {
      LOG.log(Level.INFO, "too late for {0}", request.idempotencyKey());
    } else {
      Optional<String> answer = answer(request, atOnce);
      if (answer.isEmpty()) {
        session.rollback();
        return;
      }
      session.createProducer().send(session.createQueue(request.replyTo()), answer.get());
    }
    session.commit();
  }

  /** Empty when the thread is to end in the middle of the work. */
  private Optional<String> answer(Request request, JMSContext atOnce) {
    Handler handler = Objects.requireNonNull(worker.handlers.get(request.activity()));
    try {
      Object value =
          handler.handle(new Args(request.args(), worker.mapper()), new Asked(request, atOnce));
      JsonNode json = worker.mapper().valueToTree(value);
      return Optional.of(request.value(json));
    } catch (InterruptedException e) {
      interrupt();
      return Optional.empty();
    } catch (Refusal e) {
      return Optional.of(request.error(e.type(), String.valueOf(e.getMessage()), false));
    } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
      LOG.log(Level.WARNING, request.idempotencyKey() + " attempt " + request.attempt(), e);
      return Optional.of(
          request.error(e.getClass().getName(), String.valueOf(e.getMessage()), true));
    }
  }

  /** A request, as its handler sees it. */
  private record Asked(Request request, JMSContext atOnce) implements Task {
    @Override
    public String caseId() {
      return request.caseId();
    }

    @Override
    public String ref() {
      return request.ref();
    }

    @Override
    public String activity() {
      return request.activity();
    }

    @Override
    public boolean undo() {
      return request.undo();
    }

    @Override
    public int attempt() {
      return request.attempt();
    }

    @Override
    public Instant deadline() {
      return request.until();
    }

    @Override
    public String idempotencyKey() {
      return request.idempotencyKey();
    }

    @Override
    public String starter() {
      return request.starter();
    }

    @Override
    public void heartbeat() {
      atOnce.createProducer().send(atOnce.createQueue(request.replyTo()), request.heartbeat());
    }
  }
}
