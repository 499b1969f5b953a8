package io.baton.kafka.connect;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import org.apache.kafka.connect.header.ConnectHeaders;

/**
 * The headers of a CloudEvent in binary mode. See
 * https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md
 */
final class CloudEvent {
  private CloudEvent() {}

  static void addTo(ConnectHeaders headers, Message message, String source) throws JMSException {
    String topic = message.getStringProperty(Properties.TOPIC);
    add(headers, "ce_specversion", "1.0");
    add(headers, "ce_id", message.getJMSMessageID());
    add(headers, "ce_source", source);
    add(headers, "ce_type", topic == null ? "output" : topic);
    if (message instanceof TextMessage) {
      add(headers, "content-type", "application/json");
    }
  }

  private static void add(ConnectHeaders headers, String name, String text) {
    headers.remove(name);
    headers.addString(name, text);
  }
}
