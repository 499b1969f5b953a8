package io.baton.kafka.connect;

import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** Accepts what Artemis's client can read as the address of a broker. */
final class BrokerUrl implements ConfigDef.Validator {
  @Override
  public void ensureValid(String name, Object value) {
    String url = String.valueOf(value);
    if (!url.matches("\\(?tcp://.+")) {
      throw new ConfigException(name, url, "must look like tcp://host:port");
    }
    try (ActiveMQConnectionFactory readable = new ActiveMQConnectionFactory(url)) {
      if (readable.getStaticConnectors() == null) {
        throw new ConfigException(name, url, "must name one or more brokers");
      }
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new ConfigException(name, url, "cannot be read: " + e.getMessage());
    }
  }

  @Override
  public String toString() {
    return "tcp://host:port";
  }
}
