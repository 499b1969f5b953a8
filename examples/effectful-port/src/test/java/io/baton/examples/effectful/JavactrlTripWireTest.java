package io.baton.examples.effectful;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.CaseStatus;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The trip saga of javactrl-kafka by its records. */
class JavactrlTripWireTest {
  private static final String IN = "saga-workflow-resume";

  private final Wire wire =
      new Wire(JavactrlTrip.class)
          .topic(IN, "javactrl", "{\"workflow\":\"javactrl-trip\",\"outputs\":\"*\"}");

  private void started(String parameter) {
    wire.put(IN, "thread1", "new:" + parameter);
    assertThat(wire.rest())
        .containsExactly(
            "saga-reserve-car thread1 v1",
            "saga-reserve-hotel thread1 v2",
            "saga-reserve-flight thread1 v3");
  }

  @Test
  @DisplayName(
      "A1.2.18 A1.2.19 A1.2.21 A1.2.22 answers by the ids of variables; the workflow sends its result itself")
  void A1_2_18_answers() {
    started("");
    wire.put(IN, "thread1", "v3:=PS124").put(IN, "thread1", "thread1|v2:=CityInn");
    wire.put(IN, "thread1", "v1:=");
    assertThat(wire.rest()).containsExactly("saga-result thread1 ,CityInn,PS124");
    assertThat(wire.baton().all().get(0).status()).isEqualTo(CaseStatus.COMPLETED);
  }

  @Test
  @DisplayName("A1.2.18 A1.2.20 an exception by its message; what it cancels cleans up")
  void A1_2_18_exceptions() {
    started("{}");
    wire.put(IN, "thread1", "v3:=PS124").put(IN, "thread1", "v2:!no hotels available");
    assertThat(wire.rest())
        .containsExactly(
            "saga-cancel-car thread1 v1",
            "saga-error thread1 no hotels available",
            "saga-cancel-flight thread1 PS124");
  }

  @Test
  @DisplayName("A1.2.18 a bare id answers with null")
  void A1_2_18_aBareIdAnswersWithNull() {
    started("");
    wire.put(IN, "thread1", "v1").put(IN, "thread1", "v2").put(IN, "thread1", "v3");
    assertThat(wire.rest()).containsExactly("saga-result thread1 null,null,null");
  }

  @Test
  @DisplayName("A1.2.19 variables are counted over the thread, whatever the step")
  void A1_2_19_countedOverTheThread() {
    Wire code = codeThatAsksTwice();
    assertThat(code.rest()).containsExactly("ask-a t v1");
    code.put(IN, "t", "v1:=x");
    assertThat(code.rest()).containsExactly("ask-b t v2");
  }

  private static Wire codeThatAsksTwice() {
    Code.main(code -> code.askRaw("a") + code.askRaw("b"));
    return new Wire(Code.class)
        .topic(IN, "javactrl", "{\"workflow\":\"code\",\"outputs\":[\"ask-a\",\"ask-b\"]}")
        .put(IN, "t", "new:");
  }

  @Test
  @DisplayName("A1.2.20 the time is over: what is under way is cancelled")
  void A1_2_20_theTimeIsOver() {
    started("");
    wire.put(IN, "thread1", "v1:=Economy");
    wire.advance(Duration.ofMillis(JavactrlTrip.TIMEOUT_MS));
    assertThat(wire.rest())
        .contains("saga-error thread1 timeout", "saga-cancel-car thread1 Economy")
        .contains("saga-cancel-hotel thread1 v2", "saga-cancel-flight thread1 v3");
  }
}
