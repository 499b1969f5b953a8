package io.baton.cdi;

import io.baton.api.CaseEvent;
import io.baton.engine.CaseEvents;
import io.baton.port.TurnObserver;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Case events for those beans of the application that observe them. */
final class ObservedCases {
  private @Nullable BeanManager manager;
  private boolean observed;

  void manager(BeanManager applications) {
    manager = applications;
  }

  /** A bean observes events of this type. */
  void observed(Type type) {
    observed |= type instanceof Class<?> c && CaseEvent.class.isAssignableFrom(c);
  }

  /** Tells nobody when nobody listens. */
  TurnObserver observer() {
    return observed ? new CaseEvents(this::fire) : (id, workflow, turn) -> {};
  }

  private void fire(CaseEvent event) {
    if (manager != null) {
      manager.getEvent().fire(event);
    }
  }
}
