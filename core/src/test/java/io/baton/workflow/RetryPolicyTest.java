package io.baton.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.Activity;
import io.baton.api.Retry;
import io.baton.api.Retry.OnExhausted;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How long to wait before the next try. */
class RetryPolicyTest {
  private static RetryPolicy policy(int attempts, String max, double jitter) {
    return new RetryPolicy(
        attempts, Duration.ofSeconds(1), 2, Duration.parse(max), jitter, OnExhausted.FAIL);
  }

  @Test
  void delaysDoubleUpToTheLongest() {
    RetryPolicy policy = policy(10, "PT10S", 0);
    assertThat(IntStream.rangeClosed(1, 6).mapToObj(i -> policy.afterAttempt(i, "k").orElseThrow()))
        .extracting(Duration::toSeconds)
        .containsExactly(1L, 2L, 4L, 8L, 10L, 10L);
  }

  @Test
  void theLastAttemptIsTheLast() {
    RetryPolicy policy = policy(3, "PT10S", 0);
    assertThat(policy.afterAttempt(2, "k")).isPresent();
    assertThat(policy.afterAttempt(3, "k")).isEmpty();
    assertThat(policy.afterAttempt(4, "k")).as("after an operator's retry").isEmpty();
  }

  @Test
  void manyAttemptsDoNotOverflow() {
    assertThat(policy(Integer.MAX_VALUE, "P30D", 0).afterAttempt(1_000_000, "k"))
        .contains(Duration.ofDays(30));
  }

  @Test
  void jitterTakesAwayAtMostItsShareAndDiffersFromWorkToWork() {
    RetryPolicy policy = policy(3, "PT10S", 0.2);
    Set<Duration> seen = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      Duration delay = policy.afterAttempt(1, "case-" + i + "/1").orElseThrow();
      assertThat(delay).isBetween(Duration.ofMillis(800), Duration.ofSeconds(1));
      seen.add(delay);
    }
    assertThat(seen).hasSizeGreaterThan(150);
  }

  @Test
  void theSameWorkWaitsTheSameTime() {
    RetryPolicy policy = policy(3, "PT10S", 1);
    assertThat(policy.afterAttempt(2, "case/7")).isEqualTo(policy.afterAttempt(2, "case/7"));
  }

  interface Wrong {
    @Activity(retry = @Retry(delay = "soon"))
    void delay();

    @Activity(retry = @Retry(maxAttempts = 0))
    void attempts();

    @Activity(retry = @Retry(jitter = 1.5))
    void jitter();

    @Activity(retry = @Retry(factor = 0.5))
    void factor();

    @Activity(retry = @Retry(delay = "PT10M"))
    void order();

    @Activity(retry = @Retry(maxDelay = "P31D"))
    void month();

    @Activity(retry = @Retry(delay = "PT-1S"))
    void past();
  }

  private static void refused(String method, String text) {
    assertThatThrownBy(
            () ->
                RetryPolicy.of(
                    Wrong.class.getDeclaredMethod(method).getAnnotation(Activity.class).retry()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("@Retry: " + text);
  }

  @Test
  void whatIsWrongIsNamed() {
    refused("delay", "delay is 'soon', not an ISO-8601 duration such as PT1S");
    refused("attempts", "maxAttempts is 0, the least is 1");
    refused("jitter", "jitter is 1.5, allowed is 0 to 1");
    refused("factor", "factor is 0.5, allowed is 1 to 100");
    refused("order", "maxDelay PT5M is below delay PT10M");
    refused("month", "maxDelay is above 30 days");
    refused("past", "delay is PT-1S, the least is PT0S");
  }
}
