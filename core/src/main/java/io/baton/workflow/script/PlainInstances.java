package io.baton.workflow.script;

import io.baton.api.Durable;
import io.baton.api.Flow;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes workflow objects without a container: by their constructor without parameters, with their
 * fields of {@link Flow} and of activity interfaces filled.
 */
public final class PlainInstances implements Instances {
  private final Map<Class<?>, Constructor<?>> constructors = new HashMap<>();
  private final Map<Field, Object> values = new LinkedHashMap<>();

  /**
   * @throws IllegalArgumentException naming the class or field that does not fit
   */
  public PlainInstances(Iterable<Class<?>> workflows) {
    for (Class<?> workflow : workflows) {
      constructors.put(workflow, constructor(workflow));
      for (Field field : fields(workflow)) {
        if (field.isAnnotationPresent(Durable.class)) {
          field.setAccessible(true);
          values.put(field, DurableProxy.of(field.getType()));
        } else if (field.getType() == Flow.class) {
          field.setAccessible(true);
          values.put(field, ScriptFlow.ofCallingWorkflow());
        }
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

  private static List<Field> fields(Class<?> workflow) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> c = workflow; c != null; c = c.getSuperclass()) {
      fields.addAll(List.of(c.getDeclaredFields()));
    }
    return fields;
  }

  /** The fields of a workflow whose calls are commands. */
  public static List<Field> durableFields(Class<?> workflow) {
    return fields(workflow).stream().filter(f -> f.isAnnotationPresent(Durable.class)).toList();
  }

  @Override
  public Instance make(Class<?> workflow) {
    Constructor<?> constructor = constructors.get(workflow);
    if (constructor == null) {
      throw new IllegalStateException("unknown workflow " + workflow.getName());
    }
    try {
      Object made = constructor.newInstance();
      for (Map.Entry<Field, Object> value : values.entrySet()) {
        if (value.getKey().getDeclaringClass().isInstance(made)) {
          value.getKey().set(made, value.getValue());
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
