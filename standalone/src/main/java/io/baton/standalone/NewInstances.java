package io.baton.standalone;

import io.baton.api.Durable;
import io.baton.workflow.script.DurableProxy;
import io.baton.workflow.script.Instances;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
      for (Field field : durableFields(workflow)) {
        if (!activities.contains(field.getType())) {
          throw new IllegalArgumentException(
              "%s.%s: no bean for %s; add it with activities(…)"
                  .formatted(workflow.getName(), field.getName(), field.getType().getName()));
        }
        field.setAccessible(true);
        proxies.put(field, DurableProxy.of(field.getType()));
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

  private static List<Field> durableFields(Class<?> workflow) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> c = workflow; c != null; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (field.isAnnotationPresent(Durable.class)) {
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
