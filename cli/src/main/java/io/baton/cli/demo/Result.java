package io.baton.cli.demo;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What a run came to. */
record Result(int completed, int compensated, int parked, int rejected, Audit audit, int inDoubt) {

  static Result of(Collection<String> statuses, int rejected, Audit audit, int inDoubt) {
    return new Result(
        Collections.frequency(statuses, "COMPLETED"),
        Collections.frequency(statuses, "COMPENSATED"),
        Collections.frequency(statuses, "PARKED"),
        rejected,
        audit,
        inDoubt);
  }

  boolean isGood(Demands demands) {
    return audit.isClean() && inDoubt == 0 && rejected == demands.rejected();
  }

  /** Demanded and found, outcome by outcome. */
  List<String> table(Demands demands) {
    return List.of(
        String.format(Locale.ROOT, "%-12s %9s %9s", "outcome", "demanded", "found"),
        row("completed", demands.count(Demand.Outcome.COMPLETED), completed),
        row("compensated", demands.count(Demand.Outcome.COMPENSATED), compensated),
        row("parked", demands.count(Demand.Outcome.PARKED), parked),
        row("rejected", demands.rejected(), rejected));
  }

  private static String row(String outcome, long demanded, int found) {
    return String.format(Locale.ROOT, "%-12s %9d %9d", outcome, demanded, found);
  }

  String lastLine(double seconds) {
    return String.format(
        Locale.ROOT,
        "demo: %d requests, %d completed, %d compensated, %d parked, %d rejected,"
            + " effects duplicate %d, effects missing %d, in-doubt %d, seconds %.0f",
        completed + compensated + parked + rejected,
        completed,
        compensated,
        parked,
        rejected,
        audit.duplicate().size(),
        audit.missingBothWays(),
        inDoubt,
        seconds);
  }
}
