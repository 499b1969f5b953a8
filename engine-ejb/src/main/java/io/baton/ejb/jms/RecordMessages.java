package io.baton.ejb.jms;

import io.baton.engine.RecordParking;
import io.baton.model.RecordId;
import io.baton.model.StreamRecord;
import io.baton.wire.UnreadableException;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Records of Kafka as the bridge writes them, and as they are put aside. */
public final class RecordMessages implements RecordParking {
  private final ConnectionFactory connections;
  private final Queue parked;

  public RecordMessages(ConnectionFactory connections, Queue parked) {
    this.connections = connections;
    this.parked = parked;
  }

  /**
   * @throws UnreadableException naming the property that does not say what a record is
   */
  public static StreamRecord read(Message message) throws JMSException {
    if (!(message instanceof TextMessage text)) {
      throw new UnreadableException(
          "expected a TextMessage, found a " + message.getClass().getSimpleName());
    }
    try {
      boolean tombstone = Boolean.TRUE.equals(message.getObjectProperty(Names.TOMBSTONE));
      String value = text.getText();
      return new StreamRecord(
          RecordId.read(needed(message, Names.RECORD)),
          needed(message, Names.TOPIC),
          text(message, Names.KEY),
          tombstone ? null : value == null ? "" : value,
          Instant.ofEpochMilli(number(message, Names.TIMESTAMP, 0)),
          lane(message),
          text(message, Names.HEADERS),
          Tracing.read(message));
    } catch (UnreadableException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new UnreadableException(String.valueOf(e.getMessage()));
    }
  }

  private static StreamRecord.@Nullable Lane lane(Message message) throws JMSException {
    if (message.getObjectProperty(Names.LANE) == null) {
      return null;
    }
    int lane = Math.toIntExact(number(message, Names.LANE, 0));
    return new StreamRecord.Lane(lane, number(message, Names.PREVIOUS, -1));
  }

  private static String needed(Message message, String name) throws JMSException {
    String there = text(message, name);
    if (there == null) {
      throw new UnreadableException("property " + name + ": missing, or no text");
    }
    return there;
  }

  private static @Nullable String text(Message message, String name) throws JMSException {
    return message.getObjectProperty(name) instanceof String text ? text : null;
  }

  private static long number(Message message, String name, long otherwise) throws JMSException {
    Object there = message.getObjectProperty(name);
    if (there == null) {
      return otherwise;
    }
    if (there instanceof Integer || there instanceof Long) {
      return ((Number) there).longValue();
    }
    throw new UnreadableException("property " + name + ": expected a number, found " + there);
  }

  /** As it came, but for its lane: whoever sends it again sends it out of its order. */
  @Override
  public void park(StreamRecord record, String reason) {
    try (JMSContext session = connections.createContext()) {
      JMSProducer producer =
          Tracing.write(record.trace(), session.createProducer())
              .setProperty(Names.RECORD, record.id().text())
              .setProperty(Names.TOPIC, record.topic())
              .setProperty(Names.TIMESTAMP, record.at().toEpochMilli())
              .setProperty(Names.TOMBSTONE, record.value() == null)
              .setProperty(Names.REASON, reason);
      if (record.key() != null) {
        producer.setProperty(Names.KEY, record.key());
      }
      if (record.headers() != null) {
        producer.setProperty(Names.HEADERS, record.headers());
      }
      producer.send(parked, record.value() == null ? "" : record.value());
    }
  }
}
