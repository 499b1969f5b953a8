package io.baton.kafka.connect;

import static java.util.Objects.requireNonNullElse;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.TextMessage;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** The end of the bridge at which messages are taken from a queue. */
final class Taking implements AutoCloseable {
  private static final int MAX_REASON = 500;
  private static final Pattern TOPIC_NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

  private final SourceSettings settings;
  private final Pattern allowed;
  private final JmsLink link;
  private final MessageConsumer queue;
  private final MessageProducer parked;

  private Taking(SourceSettings settings, JmsLink link) throws JMSException {
    this.settings = settings;
    this.allowed = settings.allowed();
    this.link = link;
    this.queue =
        link.session().createConsumer(link.session().createQueue(settings.queues().get(0)));
    this.parked = link.session().createProducer(link.session().createQueue(settings.parkedQueue()));
  }

  static Taking from(SourceSettings settings) throws JMSException {
    JmsLink link = JmsLink.open(settings.jms());
    try {
      return new Taking(settings, link);
    } catch (JMSException e) {
      link.close();
      throw e;
    }
  }

  /** Waits for a message, and takes with it what is there already. */
  List<Message> take() throws JMSException {
    Batch<Message> batch = new Batch<>(settings.batch(), settings.batchBytes());
    Message next = queue.receive(settings.waitMillis());
    while (next != null) {
      batch.add(next, size(next), next.getJMSTimestamp(), System.currentTimeMillis());
      next = batch.isComplete() ? null : queue.receiveNoWait();
    }
    return batch.messages();
  }

  SourceRecord recordOf(Message message, Map<String, ?> partition, Map<String, ?> offset)
      throws JMSException, UnfitException {
    if (size(message) > settings.recordBytes()) {
      throw new UnfitException(
          "it has %d bytes, at most %d can be".formatted(size(message), settings.recordBytes()));
    }
    String key = message.getStringProperty(Properties.KEY);
    ConnectHeaders headers = CarriedHeaders.toRecord(message);
    if (!settings.cloudEventsSource().isEmpty()) {
      CloudEvent.addTo(headers, message, settings.cloudEventsSource());
    }
    return new SourceRecord(
        partition,
        offset,
        topic(message),
        null,
        Schema.OPTIONAL_STRING_SCHEMA,
        key,
        Schema.OPTIONAL_STRING_SCHEMA,
        value(message),
        message.getJMSTimestamp(),
        headers);
  }

  private String topic(Message message) throws JMSException, UnfitException {
    if (!settings.topic().isEmpty()) {
      return settings.topic();
    }
    String named = message.getStringProperty(Properties.TOPIC);
    if (named == null) {
      throw new UnfitException("it names no topic in " + Properties.TOPIC);
    }
    if (!TOPIC_NAME.matcher(named).matches() || !allowed.matcher(named).matches()) {
      throw new UnfitException("'%s' is no topic that may be written to".formatted(named));
    }
    return named;
  }

  private static @Nullable String value(Message message) throws JMSException, UnfitException {
    if (message.getBooleanProperty(Properties.TOMBSTONE)) {
      return null;
    }
    if (message instanceof TextMessage text) {
      return requireNonNullElse(text.getText(), "");
    }
    if (message instanceof BytesMessage bytes) {
      byte[] all = new byte[(int) bytes.getBodyLength()];
      bytes.readBytes(all);
      return utf8(all);
    }
    throw new UnfitException("it is neither a text nor bytes");
  }

  private static String utf8(byte[] bytes) throws UnfitException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new UnfitException("its bytes are no text in UTF-8");
    }
  }

  private static int size(Message message) throws JMSException {
    if (message instanceof TextMessage text && text.getText() != null) {
      return Utils.utf8Length(text.getText());
    }
    return message instanceof BytesMessage bytes ? (int) bytes.getBodyLength() : 0;
  }

  /** In the transaction in which it was taken. */
  void park(Message message, String reason) throws JMSException {
    Message copy = Copies.of(message, link.session());
    copy.setStringProperty(
        Properties.REASON, reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) : reason);
    parked.send(copy);
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
    return settings.queues().get(0) + " at " + settings.jms().url();
  }
}
