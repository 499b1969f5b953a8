package io.baton.kafka.connect;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;

/** How to reach the broker: the settings {@code jms.*} of both connectors. */
final class JmsSettings {
  private static final String URL = "jms.url";
  private static final String USER = "jms.user";
  private static final String PASSWORD = "jms.password";
  private static final String TTL = "jms.connection.ttl.ms";
  private static final String RETRY = "jms.retry.ms";
  private static final String TRUST_STORE = "jms.ssl.truststore.location";
  private static final String TRUST_PASSWORD = "jms.ssl.truststore.password";
  private static final String KEY_STORE = "jms.ssl.keystore.location";
  private static final String KEY_PASSWORD = "jms.ssl.keystore.password";
  private static final int SECOND = 1000;
  private static final int TEN_MINUTES = 600 * SECOND;

  private final AbstractConfig config;

  JmsSettings(AbstractConfig config) {
    this.config = config;
  }

  static ConfigDef addTo(ConfigDef all) {
    return all.define(
            URL,
            ConfigDef.Type.STRING,
            ConfigDef.NO_DEFAULT_VALUE,
            new BrokerUrl(),
            Importance.HIGH,
            "Where Artemis listens, as tcp://host:port; several as (tcp://a:1,tcp://b:1).")
        .define(USER, ConfigDef.Type.STRING, "", Importance.HIGH, "The user at the broker.")
        .define(PASSWORD, ConfigDef.Type.PASSWORD, "", Importance.HIGH, "That user's password.")
        .define(
            TTL,
            ConfigDef.Type.INT,
            10 * SECOND,
            Range.between(2 * SECOND, TEN_MINUTES),
            Importance.LOW,
            "After how many milliseconds the broker gives the messages of a frozen worker to another.")
        .define(
            RETRY,
            ConfigDef.Type.INT,
            SECOND,
            Range.between(100, TEN_MINUTES),
            Importance.LOW,
            "Milliseconds between two attempts to reach a broker that is away.")
        .define(
            TRUST_STORE,
            ConfigDef.Type.STRING,
            "",
            Importance.MEDIUM,
            "File of who is trusted; TLS if set.")
        .define(
            TRUST_PASSWORD, ConfigDef.Type.PASSWORD, "", Importance.MEDIUM, "That file's password.")
        .define(
            KEY_STORE,
            ConfigDef.Type.STRING,
            "",
            Importance.MEDIUM,
            "File of this worker's own key.")
        .define(
            KEY_PASSWORD, ConfigDef.Type.PASSWORD, "", Importance.MEDIUM, "That file's password.");
  }

  String url() {
    return config.getString(URL);
  }

  String user() {
    return config.getString(USER);
  }

  String password() {
    return config.getPassword(PASSWORD).value();
  }

  int ttlMillis() {
    return config.getInt(TTL);
  }

  int retryMillis() {
    return config.getInt(RETRY);
  }

  /** What the transport has to know of TLS, by Artemis's names; empty without TLS. */
  Map<String, Object> tls() {
    if (config.getString(TRUST_STORE).isEmpty()) {
      return Map.of();
    }
    Map<String, Object> trust =
        Map.of(
            "sslEnabled",
            true,
            "trustStorePath",
            config.getString(TRUST_STORE),
            "trustStorePassword",
            secret(TRUST_PASSWORD));
    if (config.getString(KEY_STORE).isEmpty()) {
      return trust;
    }
    Map<String, Object> both = new HashMap<>(trust);
    both.put("keyStorePath", config.getString(KEY_STORE));
    both.put("keyStorePassword", secret(KEY_PASSWORD));
    return both;
  }

  private String secret(String name) {
    return config.getPassword(name).value();
  }
}
