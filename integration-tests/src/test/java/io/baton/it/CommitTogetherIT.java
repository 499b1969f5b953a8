package io.baton.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.baton.it.app.Step;
import io.baton.it.app.Trouble;
import io.baton.it.ground.Server;
import io.baton.model.Event;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A step and the next command commit together or not at all. */
@DisplayName("A4.5 state change and next command commit together or not at all")
final class CommitTogetherIT extends OnServer {
  private static final int MEGABYTES = 100 * 1024 * 1024;

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "THROW,  the boiler of b is cold",
    "SEND,   no.such.queue",
    "CHECK,  it_no_debts",
    "FLUSH,  it_one_per_ticket",
    "COMMIT, it_one_per_seat",
    "MARK,   the work marked its transaction for rollback",
    "VETO,   the transaction could not be committed"
  })
  void workThatFailsLeavesNothingAndIsRecordedWithItsCauseAndTriedAgain(
      Trouble trouble, String cause) {
    String id = start("fails", Step.fine("a"), Step.with("b", trouble, 1), Step.fine("c"));
    await().atMost(SOON).until(() -> !events(id, Event.AttemptFailed.class).isEmpty());
    assertThat(attemptTexts(id)).singleElement().asString().contains(cause);
    awaitStatus(id, "COMPLETED");
    assertThat(effects(id)).containsExactly("DO a", "DO b", "DO c");
    assertThat(tries(id, "b")).isGreaterThanOrEqualTo(2);
    assertThat(incidents(id)).isEmpty();
  }

  @Test
  void aNextCommandThatCannotBeSentTakesTheStepWithItAndBlamesNobody() {
    String id =
        start(
            "full",
            Step.fine("a"),
            Step.with("b", Trouble.SLEEP, 1).detail("1500"),
            Step.fine("c"));
    await().atMost(SOON).until(() -> tries(id, "b") == 1);
    int turns = turns(id);
    Server.setAddress("address-full-policy", "FAIL");
    Server.setAddress("max-size-bytes", 1);
    try {
      await().atMost(SOON).until(() -> tries(id, "b") >= 2);
      assertThat(effects(id)).containsExactly("DO a");
      assertThat(turns(id)).isEqualTo(turns);
    } finally {
      Server.setAddress("max-size-bytes", MEGABYTES);
      Server.setAddress("address-full-policy", "PAGE");
    }
    awaitStatus(id, "COMPLETED");
    assertThat(effects(id)).containsExactly("DO a", "DO b", "DO c");
    assertThat(attemptTexts(id)).isEmpty();
  }
}
