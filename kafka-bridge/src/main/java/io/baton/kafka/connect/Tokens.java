package io.baton.kafka.connect;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.errors.RetriableException;

/**
 * What was put, remembered by the broker that it was put to: one message for each partition, which
 * is taken and sent again in the transaction of the records. So it is a lock and an offset in one.
 *
 * <p>The first one of a partition is sent with an id by which the broker knows duplicates: however
 * many tasks try, there is one.
 */
final class Tokens {
  private static final String PLACE = "baton_place";
  private static final String OFFSET = "baton_offset";
  private static final String LANES = "baton_lanes";
  private static final String DUPLICATE = "_AMQ_DUPL_ID";

  private final JmsLink link;
  private final String connector;
  private final long waitMillis;
  private final Queue queue;
  private final MessageProducer producer;
  private final Map<Origin, MessageConsumer> consumers = new HashMap<>();

  Tokens(JmsLink link, SinkSettings settings) throws JMSException {
    this.link = link;
    this.connector = settings.name();
    this.waitMillis = settings.stateWaitMillis();
    this.queue = link.session().createQueue(settings.stateQueue());
    this.producer = link.session().createProducer(queue);
  }

  /**
   * Takes the message of {@code origin} in the open transaction.
   *
   * @throws RetriableException when another task has it
   */
  Progress take(Origin origin) throws JMSException {
    Message token = consumer(origin).receive(waitMillis);
    if (token == null) {
      throw new RetriableException(
          "another task still has what is remembered of " + origin.text() + "; it is waited for");
    }
    return Progress.read(token.getLongProperty(OFFSET), token.getStringProperty(LANES));
  }

  /** Puts it back in the open transaction, with what was put since. */
  void put(Origin origin, Progress progress) throws JMSException {
    producer.send(message(link.session(), origin, progress));
  }

  /** Lets another task have it. */
  void release(Origin origin) throws JMSException {
    MessageConsumer consumer = consumers.remove(origin);
    if (consumer != null) {
      consumer.close();
    }
  }

  private MessageConsumer consumer(Origin origin) throws JMSException {
    MessageConsumer known = consumers.get(origin);
    if (known == null) {
      makeFirst(origin);
      known = link.session().createConsumer(queue, PLACE + " = '" + place(origin) + "'");
      consumers.put(origin, known);
    }
    return known;
  }

  private void makeFirst(Origin origin) throws JMSException {
    try (Session immediate = link.immediate()) {
      Message first = message(immediate, origin, Progress.none());
      first.setStringProperty(DUPLICATE, place(origin));
      immediate.createProducer(queue).send(first);
    }
  }

  private Message message(Session session, Origin origin, Progress progress) throws JMSException {
    Message message = session.createMessage();
    message.setStringProperty(PLACE, place(origin));
    message.setLongProperty(OFFSET, progress.offset());
    message.setStringProperty(LANES, progress.lanes());
    return message;
  }

  /** A name may hold a quote; in a selector it is doubled, here it simply is not used. */
  private String place(Origin origin) {
    return (connector + "/" + origin.text()).replace("'", "%27");
  }
}
