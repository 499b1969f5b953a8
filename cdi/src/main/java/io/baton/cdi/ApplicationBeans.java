package io.baton.cdi;

import io.baton.api.Workflow;
import io.baton.port.Attendant;
import io.baton.workflow.script.Instances;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * All beans of the application. References are made from the bean itself, not by look-up: a look-up
 * from one jar of an EAR does not see the beans of another.
 */
final class ApplicationBeans implements Instances, Attendant.Beans {
  private final List<Bean<?>> beans = new CopyOnWriteArrayList<>();
  private final Map<Class<?>, Bean<?>> chosen = new ConcurrentHashMap<>();
  private final Map<Bean<?>, Object> named = new ConcurrentHashMap<>();
  private @Nullable BeanManager manager;

  void add(Bean<?> bean) {
    if (!BatonExtension.isDurable(bean)) {
      beans.add(bean);
    }
  }

  void manager(BeanManager manager) {
    this.manager = manager;
  }

  /** Why no bean can be chosen for an activity interface; empty when one can. */
  Optional<String> problemWith(Class<?> activityInterface) {
    List<Bean<?>> candidates = of(activityInterface);
    return switch (candidates.size()) {
      case 1 -> Optional.empty();
      case 0 -> Optional.of("no bean implements activity interface " + activityInterface.getName());
      default ->
          Optional.of(
              "%d beans implement activity interface %s: %s"
                  .formatted(
                      candidates.size(),
                      activityInterface.getName(),
                      candidates.stream().map(b -> b.getBeanClass().getName()).sorted().toList()));
    };
  }

  private List<Bean<?>> of(Type type) {
    List<Bean<?>> found = new ArrayList<>();
    for (Bean<?> bean : beans) {
      if (bean.getTypes().contains(type)) {
        found.add(bean);
      }
    }
    return found;
  }

  /** The bean behind an activity interface, or a workflow's own. */
  private Bean<?> bean(Class<?> type) {
    return chosen.computeIfAbsent(
        type, t -> t.isAnnotationPresent(Workflow.class) ? own(t) : only(t));
  }

  private Bean<?> own(Class<?> workflow) {
    return of(workflow).stream()
        .filter(bean -> bean.getBeanClass() == workflow)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no bean of " + workflow.getName()));
  }

  /** A graph of an earlier deployment may call what would be refused today. */
  private Bean<?> only(Class<?> activityInterface) {
    String problem = problemWith(activityInterface).orElse(null);
    if (problem != null) {
      throw new IllegalStateException(problem);
    }
    return of(activityInterface).get(0);
  }

  @Override
  public Instance make(Class<?> type) {
    return reference(bean(type), type);
  }

  /** One reference of each for good: they are asked for again and again. */
  @Override
  public <T> Map<String, T> beans(Class<T> type) {
    Map<String, T> found = new TreeMap<>();
    for (Bean<?> bean : beans) {
      mostSpecific(bean, type)
          .ifPresent(
              as -> {
                String given = bean.getName();
                String name = given == null ? bean.getBeanClass().getSimpleName() : given;
                Object object = named.computeIfAbsent(bean, any -> reference(bean, as).object());
                found.put(name, type.cast(object));
              });
    }
    return found;
  }

  /** The interface itself or one below it: a reference need not be more than it is asked as. */
  private static Optional<Class<?>> mostSpecific(Bean<?> bean, Class<?> type) {
    List<Class<?>> fitting = new ArrayList<>();
    for (Type each : bean.getTypes()) {
      if (each instanceof Class<?> known && known.isInterface() && type.isAssignableFrom(known)) {
        fitting.add(known);
      }
    }
    return fitting.stream()
        .filter(one -> fitting.stream().noneMatch(o -> o != one && one.isAssignableFrom(o)))
        .findFirst();
  }

  private <T> Instance reference(Bean<T> bean, Class<?> type) {
    BeanManager known = manager;
    if (known == null) {
      throw new IllegalStateException("beans are asked for before they have been discovered");
    }
    CreationalContext<T> context = known.createCreationalContext(bean);
    Object object = known.getReference(bean, type, context);
    return new Reference(object, context);
  }

  private record Reference(Object object, CreationalContext<?> context) implements Instance {
    @Override
    public void release() {
      context.release();
    }
  }
}
