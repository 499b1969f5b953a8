package io.baton.ejb.jms;

import io.baton.engine.Delivery;
import io.baton.model.Command;
import io.baton.model.ReplyTo;
import io.baton.model.StartRequest;
import io.baton.wire.CommandCodec;
import io.baton.wire.StartRequestCodec;
import io.baton.wire.UnreadableException;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads messages. Only text is ever opened: an ObjectMessage stays closed. */
public final class Incoming {
  private Incoming() {}

  /**
   * @throws UnreadableException saying what is wrong and where
   */
  public static List<Command> commands(Message message) throws JMSException {
    return CommandCodec.read(text(message));
  }

  /**
   * @throws UnreadableException saying what is wrong and where
   */
  public static StartRequest startRequest(Message message) throws JMSException {
    return StartRequestCodec.read(text(message), replyTo(message), id(message));
  }

  /** The text of a message; how long it may be is its codec's business. */
  public static String text(Message message) throws JMSException {
    if (!(message instanceof TextMessage text)) {
      throw new UnreadableException(
          "expected a TextMessage, found a " + message.getClass().getSimpleName());
    }
    String body = text.getText();
    if (body == null || body.isBlank()) {
      throw new UnreadableException("the TextMessage is empty");
    }
    return body;
  }

  /** Where the sender waits for an answer; null when it does not. */
  public static @Nullable ReplyTo replyTo(Message message) throws JMSException {
    Destination destination = message.getJMSReplyTo();
    if (destination == null) {
      return null;
    }
    String correlation = message.getJMSCorrelationID();
    return new ReplyTo(
        ReplyDestinations.text(destination), correlation == null ? id(message) : correlation);
  }

  private static String id(Message message) throws JMSException {
    return String.valueOf(message.getJMSMessageID());
  }

  /** How the message came here. */
  public static Delivery delivery(Message message) throws JMSException {
    int count = Math.max(1, message.getIntProperty("JMSXDeliveryCount"));
    int hops = message.propertyExists(Names.HOPS) ? message.getIntProperty(Names.HOPS) : 0;
    return new Delivery(count, hops);
  }

  /** Who sent the message, when the broker vouches for it. */
  public static String sender(Message message) throws JMSException {
    String user = message.getStringProperty("JMSXUserID");
    return user == null ? "anonymous" : user;
  }
}
