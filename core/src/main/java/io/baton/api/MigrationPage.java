package io.baton.api;

import java.util.List;

/**
 * Some of the cases of a migration, in the order of their ids.
 *
 * @param more true when there may be others behind them: {@link MigrationPlan#next}
 */
public record MigrationPage(List<MigratingCase> cases, boolean more) {
  public MigrationPage {
    cases = List.copyOf(cases);
  }

  /**
   * One case.
   *
   * @param text what would happen, or why not; empty when it is told
   */
  public record MigratingCase(String caseId, Fate fate, String text) {}

  /** What becomes of a case. */
  public enum Fate {
    /** It would go on with the other version. */
    MIGRATES,
    /** It would go on with the other version, and be parked at once. */
    PARKS,
    /** It would stay as it is. */
    STAYS,
    /** It was told to migrate; whether it does, its journal says. */
    TOLD
  }
}
