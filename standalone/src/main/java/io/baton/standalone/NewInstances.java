package io.baton.standalone;

import io.baton.api.Durable;
import io.baton.api.Flow;
import io.baton.workflow.script.DurableProxy;
import io.baton.workflow.script.Instances;
import io.baton.workflow.script.ScriptFlow;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Makes workflow objects by their constructor without parameters and fills their fields. */
final class NewInstances implements Instances {
  private final Map<Class<?>, Constructor<?>> constructors = new HashMap<>();
  private final Map<Field, Object> proxies = new HashMap<>();

  /**
   * @throws IllegalArgumentException naming the class or field that does not fit
   */
  NewInstances(Set<Class<?>> workflows, Set<Class<?>> activities) {
    for (Class<?> workflow : workflows) {
      constructors.put(workflow, constructor(workflow));
      for (Field field : fields(workflow, f -> f.isAnnotationPresent(Durable.class))) {
        if (!activities.contains(field.getType())) {
          throw new IllegalArgumentException(
              "%s.%s: no bean for %s; add it with activities(…)"
                  .formatted(workflow.getName(), field.getName(), field.getType().getName()));
        }
        field.setAccessible(true);
        proxies.put(field, DurableProxy.of(field.getType()));
      }
      for (Field field : fields(workflow, f -> f.getType() == Flow.class)) {
        field.setAccessible(true);
        proxies.put(field, ScriptFlow.ofCallingWorkflow());
      }
    }
  }

  private static Constructor<?> constructor(Class<?> workflow) {
    try {
      Constructor<?> constructor = workflow.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(
          workflow.getName() + " needs a constructor without parameters", e);
    }
  }

  private static List<Field> fields(Class<?> workflow, Predicate<Field> wanted) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> c = workflow; c != null; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (wanted.test(field)) {
          fields.add(field);
        }
      }
    }
    return fields;
  }

  @Override
  public Instance make(Class<?> workflow) {
    Constructor<?> constructor = constructors.get(workflow);
    if (constructor == null) {
      throw new IllegalStateException("unknown workflow " + workflow.getName());
    }
    try {
      Object made = constructor.newInstance();
      for (Map.Entry<Field, Object> field : proxies.entrySet()) {
        if (field.getKey().getDeclaringClass().isInstance(made)) {
          field.getKey().set(made, field.getValue());
        }
      }
      return new Made(made);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("constructor of " + workflow.getName() + " failed", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + workflow.getName(), e);
    }
  }

  private record Made(Object object) implements Instance {
    @Override
    public void release() {}
  }
}
