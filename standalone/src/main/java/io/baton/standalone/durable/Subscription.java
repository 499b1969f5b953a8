package io.baton.standalone.durable;

import jakarta.jms.JMSException;
import jakarta.jms.Message;

/**
 * Who handles the messages of a queue.
 *
 * @param queue its address in the broker
 * @param sessions how many messages are handled at the same time
 */
public record Subscription(String queue, int sessions, Handler handler) {
  /** Does what one message asks for, in the transaction that received it. */
  @FunctionalInterface
  public interface Handler {
    /**
     * @param rollBack marks the transaction for rollback; so does an exception
     */
    void handle(Message message, Runnable rollBack) throws JMSException;
  }
}
