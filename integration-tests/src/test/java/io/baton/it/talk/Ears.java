package io.baton.it.talk;

import io.baton.api.CaseEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hears everything that happens to cases, and then breaks. */
@ApplicationScoped
public class Ears {
  private final List<CaseEvent> heard = new CopyOnWriteArrayList<>();

  void hear(@Observes CaseEvent event) {
    heard.add(event);
    throw new IllegalStateException("whatever an observer throws harms nobody");
  }

  /** What was heard of a case, such as {@code Started}. */
  public List<String> heard(String caseId) {
    return heard.stream()
        .filter(event -> event.turn().caseId().equals(caseId))
        .map(event -> event.getClass().getSimpleName())
        .toList();
  }
}
