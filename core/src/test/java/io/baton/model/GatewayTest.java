package io.baton.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.baton.api.GatewayState;
import io.baton.api.GatewayStatus;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GatewayTest {
  private static final Map<String, String> CONFIGURATION =
      Map.of("groupId", "g", "topic", "orders", "brokers", "b:9092", "handlerMethodName", "charge");

  private static final Map<String, UnaryOperator<Gateway>> WISHES = new LinkedHashMap<>();

  static {
    WISHES.put("configure", gateway -> gateway.configure(CONFIGURATION));
    WISHES.put("run", Gateway::run);
    WISHES.put("pause", Gateway::pause);
    WISHES.put("resume", Gateway::resume);
    WISHES.put("reset", Gateway::reset);
    WISHES.put("clearConfiguration", Gateway::clearConfiguration);
  }

  /** In the order of the wishes; a dash is refused. */
  private static final Map<GatewayState, String> LIFE =
      Map.of(
          GatewayState.START, "READY - - - - -",
          GatewayState.READY, "- RUNNING - - READY+1 START+1",
          GatewayState.RUNNING, "- - STOPPED - - -",
          GatewayState.STOPPED, "- - - RUNNING READY+1 START+1");

  @Test
  @DisplayName("A5.7 each wish in each state leads where the table says, or is an invalid state")
  void A5_7_the_life_of_a_gateway() {
    for (GatewayState state : GatewayState.values()) {
      Gateway before =
          new Gateway(
              "g",
              state,
              4,
              state == GatewayState.START ? null : GatewaySettings.of(CONFIGURATION));
      Map<String, String> found = new LinkedHashMap<>();
      WISHES.forEach((name, wish) -> found.put(name, after(before, wish)));
      assertThat(String.join(" ", found.values())).as("%s", state).isEqualTo(LIFE.get(state));
    }
  }

  private static String after(Gateway before, UnaryOperator<Gateway> wish) {
    try {
      Gateway after = wish.apply(before);
      long more = after.epoch() - before.epoch();
      return after.state() + (more == 0 ? "" : "+" + more);
    } catch (IllegalStateException e) {
      assertThat(e).hasMessageStartingWith("Invalid state " + before.state());
      return "-";
    }
  }

  @Test
  @DisplayName("A5.7 the status is state, topic and epoch")
  void A5_7_status() {
    assertThat(Gateway.unknown("g").status())
        .isEqualTo(new GatewayStatus(GatewayState.START, null, 0));
    assertThat(Gateway.unknown("g").configure(CONFIGURATION).reset().run().status())
        .isEqualTo(new GatewayStatus(GatewayState.RUNNING, "orders", 1));
  }

  @Test
  @DisplayName("A5.8 the consumer group is the group id with the epoch")
  void A5_8_group() {
    assertThat(GatewaySettings.of(CONFIGURATION).group(7)).isEqualTo("g-7");
  }

  @Test
  @DisplayName("A5.8 what is missing, unknown or wrong in a configuration is told by its key")
  void A5_8_configuration() {
    assertThat(refused("topic", "")).contains("missing: [topic]");
    assertThat(refused("grupId", "g")).contains("unknown: [grupId]");
    assertThat(refused("minibatchSize", "many")).contains("minibatchSize is no number");
    assertThat(refused("retryDelay", "1s")).contains("retryDelay is no duration");
    assertThat(refused("topic", "a/b")).contains("'a/b' is no name of a topic");
    assertThat(refused("brokers", "b".repeat(2_000))).contains("brokers has 2000 characters");
  }

  @Test
  @DisplayName("A5.8 a password is a reference, never the password")
  void A5_8_password() {
    assertThat(refused("password", "geheim")).contains("BATON-1602").doesNotContain("geheim");
    Map<String, String> referred = new LinkedHashMap<>(CONFIGURATION);
    referred.put("password", "${KAFKA_PASSWORD}");
    assertThat(GatewaySettings.of(referred).text("password", "")).isEqualTo("${KAFKA_PASSWORD}");
  }

  private static String refused(String key, String value) {
    Map<String, String> wrong = new LinkedHashMap<>(CONFIGURATION);
    wrong.put(key, value);
    return Optional.ofNullable(
            catchThrowableOfType(IllegalArgumentException.class, () -> GatewaySettings.of(wrong)))
        .map(Throwable::getMessage)
        .orElse("accepted");
  }

  @Test
  void a_name_with_other_characters_is_refused() {
    for (String name : Arrays.asList("", "a b", "ä", "x".repeat(101))) {
      assertThatThrownBy(() -> Gateway.unknown(name)).hasMessageContaining("BATON-1600");
    }
  }
}
