package io.baton.worker;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One thread: takes a request, runs its handler, answers, and so on until it is told to end. */
final class Loop extends Thread {
  private static final Logger LOG = System.getLogger(Loop.class.getName());
  private static final Duration LOOK_UP = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Worker.Builder worker;
  private final CountDownLatch end = new CountDownLatch(1);
  private final Desk desk;
  private Duration pause = LOOK_UP;

  Loop(Worker.Builder worker, String name) {
    super(name);
    this.worker = worker;
    this.desk = worker.desk();
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
    try {
      String text = message instanceof TextMessage request ? request.getText() : "";
      desk.reply(text, beat -> send(beat, atOnce)).ifPresent(reply -> send(reply, session));
      session.commit();
    } catch (IllegalArgumentException e) {
      LOG.log(Level.ERROR, "{0} goes back: {1}", message.getJMSMessageID(), e.getMessage());
      session.rollback(); // After ten times it is a dead letter, and its attempt has failed.
    } catch (InterruptedException e) {
      interrupt();
      session.rollback();
    }
  }

  private static void send(Reply reply, JMSContext session) {
    session.createProducer().send(session.createQueue(reply.to()), reply.text());
  }
}
