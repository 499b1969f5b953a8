package io.baton.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.CaseEvent;
import io.baton.api.CaseStatus;
import io.baton.model.CaseId;
import io.baton.model.CommandId;
import io.baton.model.Event;
import io.baton.model.Turn;
import io.baton.model.WorkflowId;
import io.baton.port.TurnObserver;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Beans observe what happens to cases. */
class ObservedCasesTest {
  private static final Turn END =
      new Turn(
          7,
          new CommandId("c"),
          Instant.EPOCH,
          List.of(new Event.CaseEnded(CaseStatus.COMPLETED, null, null)));

  private static SeContainer deploy(Class<?>... classes) {
    return SeContainerInitializer.newInstance()
        .disableDiscovery()
        .addBeanClasses(classes)
        .addExtensions(new BatonExtension())
        .initialize();
  }

  private static void tell(SeContainer container) {
    container
        .select(TurnObserver.class)
        .get()
        .committed(new CaseId("t-1"), new WorkflowId("trip", 1), END);
  }

  /** Keeps what it hears. */
  @ApplicationScoped
  public static class Ears {
    final List<Object> all = new CopyOnWriteArrayList<>();
    final List<Object> ends = new CopyOnWriteArrayList<>();
    final List<Object> starts = new CopyOnWriteArrayList<>();

    void all(@Observes CaseEvent event) {
      all.add(event);
    }

    void ends(@Observes CaseEvent.Ended event) {
      ends.add(event);
    }

    void starts(@Observes CaseEvent.Started event) {
      starts.add(event);
    }

    List<Object> heard() {
      return List.of(all.size(), ends.size(), starts.size());
    }
  }

  /** Fails on everything. */
  @ApplicationScoped
  public static class Deaf {
    void hear(@Observes CaseEvent event) {
      throw new IllegalStateException("no ears for " + event);
    }
  }

  @Test
  void aBeanHearsAllEventsOrThoseOfOneType() {
    try (SeContainer container = deploy(Ears.class)) {
      tell(container);
      assertThat(container.select(Ears.class).get().heard()).containsExactly(1, 1, 0);
    }
  }

  @Test
  void anObserverThatFailsHarmsNobody() {
    try (SeContainer container = deploy(Deaf.class)) {
      tell(container);
    }
  }

  @Test
  void withoutObserversNothingIsPutIntoWords() {
    try (SeContainer container = deploy()) {
      assertThat(container.select(TurnObserver.class).get())
          .isNotInstanceOf(io.baton.engine.CaseEvents.class);
      tell(container);
    }
  }
}
