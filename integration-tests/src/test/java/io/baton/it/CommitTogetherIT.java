package io.baton.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.it.app.Step;
import io.baton.it.app.Trouble;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A step and the next command commit together or not at all. */
@DisplayName("A4.5 state change and next command commit together or not at all")
final class CommitTogetherIT extends OnServer {
  @Test
  void workThatThrowsLeavesNothingAndIsRecordedAndTriedAgain() {
    String id = start("throw", Step.fine("a"), Step.with("b", Trouble.THROW, 1), Step.fine("c"));
    awaitStatus(id, "COMPLETED");
    assertThat(effects(id)).containsExactly("DO a", "DO b", "DO c");
    assertThat(tries(id, "b")).isEqualTo(2);
    assertThat(attemptTexts(id)).containsExactly("the boiler of b is cold");
  }
}
