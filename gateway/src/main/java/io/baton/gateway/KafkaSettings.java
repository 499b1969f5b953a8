package io.baton.gateway;

import io.baton.model.Gateway;
import io.baton.model.GatewaySettings;
import io.baton.port.Settings;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

/** A gateway's configuration in the words of Kafka's consumer. */
final class KafkaSettings {
  private KafkaSettings() {}

  static String topic(Gateway gateway) {
    return settings(gateway).topic();
  }

  private static GatewaySettings settings(Gateway gateway) {
    return Objects.requireNonNull(gateway.settings(), "a gateway that runs is configured");
  }

  /**
   * @param node who is killed and comes back in time has its partitions back at once
   * @throws IllegalStateException when a password is not where the configuration says
   */
  static Map<String, Object> of(Gateway gateway, String node) {
    GatewaySettings from = settings(gateway);
    Map<String, Object> to = new HashMap<>();
    to.put("bootstrap.servers", from.text("brokers", ""));
    to.put("group.id", from.group(gateway.epoch()));
    to.put("group.instance.id", instance(node));
    to.put("client.id", from.text("clientId", "baton-" + gateway.name()));
    to.put("session.timeout.ms", 10_000); // How long the partitions of a killed node wait.
    to.put("heartbeat.interval.ms", 3_000);
    to.put("enable.auto.commit", false);
    to.put("auto.offset.reset", "none");
    to.put("isolation.level", "read_committed");
    to.put("max.poll.records", Math.max(1_000, from.minibatch()));
    to.put("allow.auto.create.topics", false);
    boolean named = !from.text("username", "").isEmpty();
    to.put("security.protocol", from.text("securityProtocol", named ? "SASL_SSL" : "PLAINTEXT"));
    if (named) {
      String mechanism = from.text("saslMechanism", "PLAIN");
      to.put("sasl.mechanism", mechanism);
      to.put("sasl.jaas.config", login(mechanism, from));
    }
    put(to, "ssl.truststore.location", from.text("truststoreLocation", ""));
    put(to, "ssl.truststore.type", from.text("truststoreType", ""));
    put(to, "ssl.truststore.password", secret(from, "truststorePassword"));
    return to;
  }

  /** Kafka takes fewer characters than a node's name may have. */
  private static String instance(String node) {
    return node.matches("[A-Za-z0-9._-]+")
        ? "baton-" + node
        : "baton.hex-" + HexFormat.of().formatHex(node.getBytes(StandardCharsets.UTF_8));
  }

  private static String login(String mechanism, GatewaySettings from) {
    String module =
        mechanism.startsWith("SCRAM-")
            ? "org.apache.kafka.common.security.scram.ScramLoginModule"
            : "org.apache.kafka.common.security.plain.PlainLoginModule";
    return "%s required username=\"%s\" password=\"%s\";"
        .formatted(module, quoted(from.text("username", "")), quoted(secret(from, "password")));
  }

  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static void put(Map<String, Object> to, String key, String value) {
    if (!value.isEmpty()) {
      to.put(key, value);
    }
  }

  private static String secret(GatewaySettings from, String key) {
    String reference = from.text(key, "");
    if (reference.isEmpty()) {
      return "";
    }
    String name = reference.substring(2, reference.length() - 1);
    String value = Settings.get(name, "");
    if (value.isEmpty()) {
      throw new IllegalStateException(
          "BATON-1614 nothing is set for %s, which %s refers to".formatted(name, key));
    }
    return value;
  }
}
