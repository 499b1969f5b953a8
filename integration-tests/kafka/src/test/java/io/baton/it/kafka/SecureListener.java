package io.baton.it.kafka;

import io.baton.cli.ground.FreePorts;
import java.util.HashMap;
import java.util.Map;

/** A second door of the broker: TLS, and only for those who can log in. */
final class SecureListener {
  static final String USER = "bridge";
  static final String PASSWORD = "of the bridge";
  static final String LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required"
          + " username=\"%s\" password=\"%s\";".formatted(USER, PASSWORD);

  private final Certificates certificates;
  private final String address = "127.0.0.1:" + FreePorts.one();

  SecureListener(Certificates certificates) {
    this.certificates = certificates;
  }

  String address() {
    return address;
  }

  Map<String, String> ofBroker() {
    return Map.of(
        "listeners",
        "SASL_SSL://" + address,
        "advertised.listeners",
        "SASL_SSL://" + address,
        "listener.security.protocol.map",
        "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SASL_SSL:SASL_SSL",
        "sasl.enabled.mechanisms",
        "PLAIN",
        "listener.name.sasl_ssl.plain.sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required"
            + " user_bridge=\"of the bridge\";",
        "ssl.keystore.type",
        "PKCS12",
        "ssl.keystore.location",
        certificates.key().toString(),
        "ssl.keystore.password",
        Certificates.PASSWORD);
  }

  /** What a client is told, each setting with this before it. */
  Map<String, String> ofClient(String prefix) {
    Map<String, String> settings = new HashMap<>();
    settings.put(prefix + "bootstrap.servers", address);
    settings.put(prefix + "security.protocol", "SASL_SSL");
    settings.put(prefix + "sasl.mechanism", "PLAIN");
    settings.put(prefix + "sasl.jaas.config", "${env:BATON_KAFKA_LOGIN}");
    settings.put(prefix + "ssl.truststore.type", "PKCS12");
    settings.put(prefix + "ssl.truststore.location", certificates.trust().toString());
    settings.put(prefix + "ssl.truststore.password", "${env:BATON_TRUST_PASSWORD}");
    return settings;
  }
}
