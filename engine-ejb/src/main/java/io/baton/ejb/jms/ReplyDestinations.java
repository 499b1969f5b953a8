package io.baton.ejb.jms;

import io.baton.model.ReplyTo;
import io.baton.port.Outbox.UndeliverableException;
import jakarta.jms.Destination;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Queue;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.Topic;
import java.util.regex.Pattern;

/**
 * Reply destinations as text, and back. Which queues and topics may be replied to is a setting;
 * Baton's own queues never are, else a reply could pass itself off as a command.
 */
public final class ReplyDestinations {
  private static final String QUEUE = "queue:";
  private static final String TEMPORARY = "temporary-queue:";
  private static final String TOPIC = "topic:";
  private static final String OWN = "baton.";

  private final Pattern allowed;

  /**
   * @param allowed regular expression for the names of queues and topics; temporary queues are
   *     always allowed
   */
  public ReplyDestinations(String allowed) {
    this.allowed = Pattern.compile(allowed);
  }

  /** The text for a message's JMSReplyTo. */
  static String text(Destination destination) throws JMSException {
    if (destination instanceof TemporaryQueue queue) {
      return TEMPORARY + queue.getQueueName();
    }
    if (destination instanceof Queue queue) {
      return QUEUE + queue.getQueueName();
    }
    return TOPIC + ((Topic) destination).getTopicName();
  }

  /**
   * @throws UndeliverableException when the destination is not allowed, or gone
   */
  Destination find(ReplyTo to, JMSContext session) {
    String text = to.destination();
    String name = text.substring(text.indexOf(':') + 1);
    if (text.startsWith(TEMPORARY) && !name.startsWith(OWN)) {
      return queue(name, session);
    }
    if (name.startsWith(OWN) || !allowed.matcher(name).matches()) {
      throw new UndeliverableException(
          "'%s' is not among the destinations that may be replied to (setting baton.reply.allow)"
              .formatted(name),
          null);
    }
    return text.startsWith(TOPIC) ? session.createTopic(name) : queue(name, session);
  }

  /** The broker refuses to make an object for a queue that is gone. */
  private static Queue queue(String name, JMSContext session) {
    try {
      return session.createQueue(name);
    } catch (JMSRuntimeException e) {
      throw new UndeliverableException(e.getMessage() + "", e);
    }
  }
}
