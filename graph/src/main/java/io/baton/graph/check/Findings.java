package io.baton.graph.check;

import io.baton.graph.json.Problem;
import java.util.ArrayList;
import java.util.List;

/** What a check has found so far. */
final class Findings {
  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();

  void problem(String pointer, String text) {
    problems.add(new Problem(pointer, text));
  }

  void warning(String pointer, String text) {
    warnings.add(new Problem(pointer, text));
  }

  List<Problem> problems() {
    return problems;
  }

  List<Problem> warnings() {
    return warnings;
  }
}
