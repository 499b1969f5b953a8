package io.baton.model;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The configuration of a gateway, as it is kept. No password is in it, only where one is found. */
public record GatewaySettings(Map<String, String> all) {
  private static final Set<String> NEEDED =
      Set.of("groupId", "topic", "brokers", "handlerMethodName");
  private static final Set<String> OPTIONAL =
      Set.of(
          "clientId",
          "username",
          "password",
          "minibatchSize",
          "retryAttempts",
          "retryDelay",
          "callTimeout",
          "securityProtocol",
          "saslMechanism",
          "truststoreLocation",
          "truststorePassword",
          "truststoreType");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{[A-Za-z0-9._-]{1,200}}");
  private static final int LONGEST = 1_000;

  public GatewaySettings {
    all = Map.copyOf(all);
  }

  /**
   * @throws IllegalArgumentException naming the key that is unknown, missing or wrong
   */
  public static GatewaySettings of(Map<String, String> all) {
    Set<String> unknown = new TreeSet<>(all.keySet());
    unknown.removeAll(NEEDED);
    unknown.removeAll(OPTIONAL);
    if (!unknown.isEmpty()) {
      throw wrong("unknown: " + unknown);
    }
    Set<String> missing = new TreeSet<>(NEEDED);
    missing.removeIf(key -> !all.getOrDefault(key, "").isBlank());
    if (!missing.isEmpty()) {
      throw wrong("missing: " + missing);
    }
    new TreeMap<>(all).forEach(GatewaySettings::check);
    return checked(new GatewaySettings(all));
  }

  private static void check(String key, String value) {
    if (value.length() > LONGEST) {
      throw wrong("%s has %d characters, the limit is %d".formatted(key, value.length(), LONGEST));
    }
    if ((key.equals("password") || key.equals("truststorePassword"))
        && !REFERENCE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "BATON-1602 a password is not kept in the clear: %s must be ${name of a system property or environment variable}"
              .formatted(key));
    }
    if (key.equals("topic") && !NAME.matcher(value).matches()) {
      throw wrong("'%s' is no name of a topic".formatted(value));
    }
  }

  private static GatewaySettings checked(GatewaySettings settings) {
    if (settings.minibatch() < 1 || settings.minibatch() > 10_000) {
      throw wrong("minibatchSize is from 1 to 10000");
    }
    if (settings.attempts() < 1) {
      throw wrong("retryAttempts is at least 1");
    }
    if (settings.retryDelay().isNegative() || settings.callTimeout().toMillis() < 1) {
      throw wrong("retryDelay and callTimeout are not negative");
    }
    return settings;
  }

  static void checkName(String gateway) {
    if (!NAME.matcher(gateway).matches()) {
      throw new IllegalArgumentException(
          "BATON-1600 gateway '%s': its name has letters, digits, dots, hyphens and underscores, at most 100"
              .formatted(gateway));
    }
  }

  public String topic() {
    return text("topic", "");
  }

  public String handler() {
    return text("handlerMethodName", "");
  }

  /** The consumer group of a run. */
  public String group(long epoch) {
    return text("groupId", "") + "-" + epoch;
  }

  /** How many records are taken in by one transaction. */
  public int minibatch() {
    return number("minibatchSize", 500);
  }

  /** How often an event is tried before it is held. */
  public int attempts() {
    return number("retryAttempts", 5);
  }

  /** After the first failure; doubled with each, up to a minute. */
  public Duration retryDelay() {
    return time("retryDelay", "PT1S");
  }

  /** How long a call that needs no thread may be under way. */
  public Duration callTimeout() {
    return time("callTimeout", "PT1M");
  }

  public String text(String key, String otherwise) {
    return all.getOrDefault(key, otherwise);
  }

  private int number(String key, int otherwise) {
    try {
      return Integer.parseInt(text(key, Integer.toString(otherwise)));
    } catch (NumberFormatException e) {
      throw wrong(key + " is no number");
    }
  }

  private Duration time(String key, String otherwise) {
    try {
      return Duration.parse(text(key, otherwise));
    } catch (DateTimeParseException e) {
      throw wrong(key + " is no duration such as PT1S");
    }
  }

  private static IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("BATON-1601 configuration of a gateway: " + what);
  }
}
