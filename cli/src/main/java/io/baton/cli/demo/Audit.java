package io.baton.cli.demo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is there against what was demanded.
 *
 * @param duplicate effects that are there more than once
 * @param missing effects that were demanded and are not there
 * @param unwanted effects that are there and were not demanded: their undo is missing, or they
 *     should never have stayed
 * @param astray cases whose outcome is not the demanded one, and cases nobody asked for
 */
record Audit(
    List<String> duplicate, List<String> missing, List<String> unwanted, List<String> astray) {

  /**
   * @param effects how often each effect is there
   * @param outcomes the status of each case
   */
  static Audit of(Demands demands, Map<Effect, Integer> effects, Map<String, String> outcomes) {
    List<String> duplicate = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    List<String> unwanted = new ArrayList<>();
    List<String> astray = new ArrayList<>();
    Set<Effect> demanded = new HashSet<>();
    Set<String> cases = new HashSet<>();
    for (Demand demand : demands.cases()) {
      demanded.addAll(demand.effects());
      cases.add(demand.caseId());
      String status = outcomes.getOrDefault(demand.caseId(), "not there");
      if (!status.equals(demand.outcome().name())) {
        astray.add("%s is %s, not %s".formatted(demand.caseId(), status, demand.outcome()));
      }
    }
    for (Effect effect : demanded) {
      if (!effects.containsKey(effect)) {
        missing.add(effect.toString());
      }
    }
    effects.forEach(
        (effect, times) -> {
          for (int surplus = 1; surplus < times; surplus++) {
            duplicate.add(effect.toString());
          }
          if (!demanded.contains(effect)) {
            unwanted.add(effect.toString());
          }
        });
    outcomes.forEach(
        (caseId, status) -> {
          if (!cases.contains(caseId)) {
            astray.add("%s is %s, nobody asked for it".formatted(caseId, status));
          }
        });
    return new Audit(duplicate, missing, unwanted, astray);
  }

  boolean isClean() {
    return duplicate.isEmpty() && missing.isEmpty() && unwanted.isEmpty() && astray.isEmpty();
  }

  /** Missing in either direction: an effect, or the undo of one that is not to be there. */
  int missingBothWays() {
    return missing.size() + unwanted.size();
  }

  /** The first findings of each kind, for a person. */
  List<String> findings() {
    List<String> findings = new ArrayList<>();
    name(findings, "duplicate", duplicate);
    name(findings, "missing", missing);
    name(findings, "unwanted", unwanted);
    name(findings, "astray", astray);
    return findings;
  }

  private static void name(List<String> findings, String kind, List<String> found) {
    found.stream().limit(10).forEach(finding -> findings.add(kind + ": " + finding));
    if (found.size() > 10) {
      findings.add("%s: and %d more".formatted(kind, found.size() - 10));
    }
  }
}
