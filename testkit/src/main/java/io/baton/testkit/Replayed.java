package io.baton.testkit;

import io.baton.engine.JournalCheck;
import java.util.List;
import java.util.Optional;
import org.opentest4j.AssertionFailedError;

/** What came of a journal from elsewhere, replayed against the code under test. */
public final class Replayed {
  private final String name;
  private final Optional<JournalCheck.Obstacle> obstacle;
  private final List<String> timeline;

  Replayed(String name, Optional<JournalCheck.Obstacle> obstacle, List<String> timeline) {
    this.name = name;
    this.obstacle = obstacle;
    this.timeline = timeline;
  }

  /** Why a case like this would be parked; empty when the code fits. */
  public Optional<String> obstacle() {
    return obstacle.map(JournalCheck.Obstacle::text);
  }

  /** The code fits every moment of the journal, and ends it with the same result. */
  public void fits() {
    if (obstacle.isPresent()) {
      throw failure(
          "does not fit after turn %d: %s".formatted(obstacle.get().turn(), obstacle.get().text()));
    }
  }

  /** The code does not fit, for a reason with this text. */
  public void parksWith(String text) {
    if (obstacle().filter(there -> there.contains(text)).isEmpty()) {
      throw failure(
          "expected it to be parked with '%s', but %s"
              .formatted(text, obstacle().orElse("the code fits")));
    }
  }

  private AssertionFailedError failure(String what) {
    return new AssertionFailedError(
        "journal of "
            + name
            + ": "
            + what
            + "\n  timeline:\n    "
            + String.join("\n    ", timeline));
  }
}
