package io.baton.cli.check;

import io.baton.engine.JournalCheck;
import io.baton.model.Case;
import io.baton.wire.JournalFile;
import java.util.Optional;

/** Looks at one case after another, as it stands, with the code of an application. */
public final class Check {
  private final JournalCheck code;

  public Check(Application application) {
    this.code = new JournalCheck(application.code());
  }

  /** Why the case would be parked, were it to go on with this code; empty when it would not. */
  public Optional<String> obstacle(JournalFile journal) {
    try {
      return code.now(Case.replay(journal.caseId(), journal.turns()))
          .map(o -> "after turn %d: %s".formatted(o.turn(), o.text()));
    } catch (IllegalStateException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
