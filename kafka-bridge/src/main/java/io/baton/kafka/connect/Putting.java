package io.baton.kafka.connect;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** The end of the bridge at which records are put on a queue. */
final class Putting implements AutoCloseable {
  private static final int MAX_REASON = 500;

  private final SinkSettings settings;
  private final JmsLink link;
  private final Tokens tokens;
  private final MessageProducer queue;
  private final MessageProducer parked;

  private Putting(SinkSettings settings, JmsLink link) throws JMSException {
    this.settings = settings;
    this.link = link;
    this.tokens = new Tokens(link, settings);
    this.queue = link.session().createProducer(link.session().createQueue(settings.queue()));
    this.parked = link.session().createProducer(link.session().createQueue(settings.parkedQueue()));
  }

  static Putting to(SinkSettings settings) throws JMSException {
    JmsLink link = JmsLink.open(settings.jms());
    try {
      return new Putting(settings, link);
    } catch (JMSException e) {
      link.close();
      throw e;
    }
  }

  Tokens tokens() {
    return tokens;
  }

  /**
   * In the open transaction. Records of one key are on one lane, and each says which one was put on
   * it before: so they can be handled in their order, whatever the broker gives first.
   */
  void send(SinkRecord record, Origin origin, Progress progress)
      throws JMSException, UnfitException {
    String key = text(record.key(), "its key");
    String value = text(record.value(), "its value");
    if (key == null && settings.keyRequired()) {
      throw new UnfitException("it has no key");
    }
    if (key != null && key.length() > settings.keyLength()) {
      throw new UnfitException(
          "its key has %d characters, at most %d can be"
              .formatted(key.length(), settings.keyLength()));
    }
    if (value != null && Utils.utf8Length(value) > settings.recordBytes()) {
      throw new UnfitException(
          "it has %d bytes, at most %d can be"
              .formatted(Utils.utf8Length(value), settings.recordBytes()));
    }
    Message message = link.session().createTextMessage(value == null ? "" : value);
    describe(message, record, origin);
    message.setBooleanProperty(Properties.TOMBSTONE, value == null);
    CarriedHeaders.toMessage(
        record.headers(), settings.headers(), settings.headerCharacters(), message);
    if (key == null) {
      queue.send(message);
      progress.pass(record.originalKafkaOffset());
      return;
    }
    int lane = Progress.laneOf(key);
    message.setStringProperty(Properties.KEY, key);
    message.setIntProperty(Properties.LANE, lane);
    message.setLongProperty(Properties.PREVIOUS, progress.previous(lane));
    message.setStringProperty(Properties.GROUP, origin.group(lane));
    queue.send(message);
    progress.put(record.originalKafkaOffset(), lane);
  }

  /** In the open transaction: as much of it as fits, and what is wrong with it. */
  void park(SinkRecord record, String reason, Origin origin) throws JMSException {
    String value = String.valueOf(readable(record.value()));
    Message message = link.session().createTextMessage(shortened(value, settings.recordBytes()));
    describe(message, record, origin);
    message.setStringProperty(
        Properties.KEY, shortened(String.valueOf(readable(record.key())), settings.keyLength()));
    message.setStringProperty(Properties.REASON, shortened(reason, MAX_REASON));
    parked.send(message);
  }

  private static void describe(Message message, SinkRecord record, Origin origin)
      throws JMSException {
    message.setStringProperty(Properties.TOPIC, record.originalTopic());
    message.setStringProperty(Properties.RECORD, origin.record(record.originalKafkaOffset()));
    if (record.timestamp() != null) {
      message.setLongProperty(Properties.TIMESTAMP, record.timestamp());
    }
  }

  private static @Nullable String text(@Nullable Object value, String what) throws UnfitException {
    if (value instanceof byte[] bytes) {
      try {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      } catch (CharacterCodingException e) {
        throw new UnfitException(what + " is no text in UTF-8");
      }
    }
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw new UnfitException(
        what + " is a " + value.getClass().getSimpleName() + "; use the StringConverter");
  }

  private static @Nullable Object readable(@Nullable Object value) {
    return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : value;
  }

  private static String shortened(String text, int most) {
    return text.length() > most ? text.substring(0, most) : text;
  }

  boolean isLost() {
    return link.isLost();
  }

  void commit() throws JMSException {
    link.session().commit();
  }

  @Override
  public void close() throws JMSException {
    link.close();
  }

  @Override
  public String toString() {
    return settings.queue() + " at " + settings.jms().url();
  }
}
