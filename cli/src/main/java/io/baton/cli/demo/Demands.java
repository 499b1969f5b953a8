package io.baton.cli.demo;

import io.baton.cli.demo.Demand.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What many requests demand. */
record Demands(List<Demand> cases, int rejected) {
  Demands {
    cases = List.copyOf(cases);
  }

  static Demands of(Requests requests) {
    List<Demand> cases = new ArrayList<>();
    for (String line : requests.lines()) {
      StartMessage.demand(line).ifPresent(cases::add);
    }
    return new Demands(cases, requests.lines().size() - cases.size());
  }

  Demands and(Demands more) {
    List<Demand> all = new ArrayList<>(cases);
    all.addAll(more.cases);
    return new Demands(all, rejected + more.rejected);
  }

  int requests() {
    return cases.size() + rejected;
  }

  int effects() {
    return cases.stream().mapToInt(demand -> demand.effects().size()).sum();
  }

  long count(Outcome outcome) {
    return cases.stream().filter(demand -> demand.outcome() == outcome).count();
  }

  Optional<Demand> first(Outcome outcome) {
    return cases.stream().filter(demand -> demand.outcome() == outcome).findFirst();
  }
}
