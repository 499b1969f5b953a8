package io.baton.ejb.jms;

import io.baton.engine.Delivery;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.RefId;
import io.baton.model.ReplyTo;
import io.baton.model.SignalRequest;
import io.baton.model.StartRequest;
import io.baton.model.TaskAnswer;
import io.baton.port.ForeignFormat;
import io.baton.wire.CommandCodec;
import io.baton.wire.RemoteAnswerCodec;
import io.baton.wire.RemoteRequestCodec;
import io.baton.wire.SignalCodec;
import io.baton.wire.StartRequestCodec;
import io.baton.wire.UnreadableException;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads messages. Only text is ever opened: an ObjectMessage stays closed. */
public final class Incoming {
  private static final List<ForeignFormat> FOREIGN = ForeignFormat.all();

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
    String text = text(message);
    Optional<ForeignFormat> foreign = ForeignFormat.ofStart(FOREIGN, text);
    StartRequest request =
        foreign.isPresent()
            ? foreign.get().start(text, replyTo(message), id(message))
            : StartRequestCodec.read(text, replyTo(message), id(message));
    return request.tracedBy(Tracing.read(message));
  }

  /** The format of another system that a start is in; empty for Baton's own, or for no text. */
  public static Optional<String> startFormat(Message message) throws JMSException {
    String text = message instanceof TextMessage body ? body.getText() : null;
    return text == null
        ? Optional.empty()
        : ForeignFormat.ofStart(FOREIGN, text).map(ForeignFormat::name);
  }

  /**
   * @throws UnreadableException saying what is wrong and where
   */
  public static SignalRequest signal(Message message) throws JMSException {
    return SignalCodec.read(text(message), id(message));
  }

  /**
   * What the answer of somebody outside means for its case.
   *
   * @throws UnreadableException saying what is wrong and where
   */
  public static Command answer(Message message) throws JMSException {
    String text = text(message);
    Optional<ForeignFormat> foreign = ForeignFormat.ofAnswer(FOREIGN, text);
    return foreign.isPresent()
        ? foreign.get().answer(text)
        : RemoteAnswerCodec.read(text, message.getJMSMessageID());
  }

  /**
   * Which request an answer in the format of another system is for, as far as its sender has sent
   * the request's headers back; null when he has not.
   *
   * @throws UnreadableException when the headers say what cannot be
   */
  public static TaskAnswer.@Nullable Request request(Message message) throws JMSException {
    String ref = message.getStringProperty(Names.REF);
    if (ref == null) {
      return null;
    }
    try {
      return new TaskAnswer.Request(new RefId(ref), attempt(message), isUndo(message));
    } catch (IllegalArgumentException e) {
      throw new UnreadableException("header %s: %s".formatted(Names.REF, e.getMessage()));
    }
  }

  private static boolean isUndo(Message message) throws JMSException {
    return String.valueOf(message.getObjectProperty(Names.UNDO)).equals("true");
  }

  /** 0 when it is not told. */
  private static int attempt(Message message) throws JMSException {
    Object told = message.getObjectProperty(Names.ATTEMPT);
    try {
      return told == null ? 0 : Math.max(0, Integer.parseInt(told.toString()));
    } catch (NumberFormatException e) {
      throw new UnreadableException("header %s: '%s'".formatted(Names.ATTEMPT, told));
    }
  }

  /**
   * Which attempt a request was for that no worker could handle.
   *
   * @throws UnreadableException saying what is wrong and where
   */
  public static RemoteRequestCodec.Asked asked(Message message) throws JMSException {
    if (message.getStringProperty(Names.FORMAT) == null) {
      return RemoteRequestCodec.read(text(message));
    }
    TaskAnswer.Request request = request(message);
    String caseId = message.getStringProperty(Names.CASE);
    if (request == null || caseId == null) {
      throw new UnreadableException("the headers of the request are gone");
    }
    return new RemoteRequestCodec.Asked(
        new CaseId(caseId), request.ref(), request.undo(), Math.max(1, request.attempt()));
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

  /**
   * Where the sender waits for an answer; null when it does not.
   *
   * @throws UnreadableException when it cannot be told an answer there
   */
  public static @Nullable ReplyTo replyTo(Message message) throws JMSException {
    Destination destination = message.getJMSReplyTo();
    if (destination == null) {
      return null;
    }
    String correlation = message.getJMSCorrelationID();
    try {
      return new ReplyTo(
          ReplyDestinations.text(destination), correlation == null ? id(message) : correlation);
    } catch (IllegalArgumentException e) {
      throw new UnreadableException("JMSReplyTo or JMSCorrelationID: " + e.getMessage());
    }
  }

  private static String id(Message message) throws JMSException {
    return String.valueOf(message.getJMSMessageID());
  }

  /** Whether its sender wants it to share its transaction with no other. */
  public static boolean isAlone(Message message) throws JMSException {
    return message.getObjectProperty(Names.ALONE) != null;
  }

  /** How the message came here. */
  public static Delivery delivery(Message message) throws JMSException {
    int count = Math.max(1, message.getIntProperty("JMSXDeliveryCount"));
    // Anybody may have put anything there.
    int hops = message.getObjectProperty(Names.HOPS) instanceof Integer noted ? noted : 0;
    return new Delivery(count, hops, Tracing.read(message));
  }

  /**
   * Who sent the message. Any client can write a JMSXUserID, so it counts only where the broker is
   * known to overwrite it (Artemis: {@code populate-validated-user}).
   */
  public static String sender(Message message, boolean brokerVouches) throws JMSException {
    String user = brokerVouches ? message.getStringProperty("JMSXUserID") : null;
    return user == null ? "anonymous" : user;
  }
}
