package io.baton.examples.effectful;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The topic of timers, for threads of anybody. */
class SchedulerWireTest {
  private static final String TIMERS = "workflow-scheduler";
  private static final String KEY = "somebody|{\"ref\":\"a|b\"}";

  private final Wire wire =
      new Wire(JsTrip.class).topic(TIMERS, "effectful-scheduler", "{\"resume\":\"resume\"}");

  @Test
  @DisplayName("A1.4.36 A1.4.38 A1.4.39 a key of anybody is timed; it is split at its first bar")
  void A1_4_36_anyKeyIsTimed() {
    wire.put(TIMERS, KEY, "60000").advance(Duration.ofMillis(59_999));
    assertThat(wire.rest()).isEmpty();
    wire.advance(Duration.ofMillis(1));
    assertThat(wire.rest()).containsExactly("resume somebody {\"ref\":\"a|b\"}");
    assertThat(wire.advance(Duration.ofDays(1)).rest()).isEmpty();
  }

  @Test
  @DisplayName("A1.4.37 A6.3 a timer is cancelled by no value, or by 0")
  void A1_4_37_cancelled() {
    wire.put(TIMERS, KEY, "1000").put(TIMERS, KEY, null);
    wire.put(TIMERS, "t|v1", "1000").put(TIMERS, "t|v1", "0").put(TIMERS, "t|v2", "0");
    assertThat(wire.advance(Duration.ofDays(1)).rest()).isEmpty();
  }

  @Test
  @DisplayName(
      "A1.4.38 the same key again sets the timer anew; after it has fired it may be set again")
  void A1_4_38_setAnew() {
    wire.put(TIMERS, "t|v1", "1000").advance(Duration.ofMillis(500));
    wire.put(TIMERS, "t|v1", "1000").advance(Duration.ofMillis(999));
    assertThat(wire.rest()).isEmpty();
    assertThat(wire.advance(Duration.ofMillis(1)).rest()).containsExactly("resume t v1");
    wire.put(TIMERS, "t|v1", "10").advance(Duration.ofMillis(10));
    assertThat(wire.rest()).containsExactly("resume t v1");
  }

  @Test
  @DisplayName("A1.4.38 timers fire in the order in which they are due")
  void A1_4_38_inOrder() {
    wire.put(TIMERS, "t|late", "2000").put(TIMERS, "t|soon", "1000");
    assertThat(wire.advance(Duration.ofSeconds(5)).rest())
        .containsExactly("resume t soon", "resume t late");
  }
}
