package io.baton.workflow.script;

import io.baton.api.Durable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds undo methods that a workflow calls itself, beside the engine that will call them, too. */
final class UndoCalls {
  private UndoCalls() {}

  static List<String> of(Class<?> workflow) {
    List<String> warnings = new ArrayList<>();
    CalledMethods called = CalledMethods.of(workflow);
    for (Class<?> activities : durableTypes(workflow)) {
      for (Map.Entry<Method, String> undo : new ActivityInterface(activities).undone().entrySet()) {
        if (called.contains(activities, undo.getKey())) {
          warnings.add(
              "%s calls %s.%s, which is the declared undo of %s: when the case is compensated, it is called again"
                  .formatted(
                      workflow.getSimpleName(),
                      activities.getSimpleName(),
                      undo.getKey().getName(),
                      undo.getValue()));
        }
      }
    }
    return warnings;
  }

  private static Set<Class<?>> durableTypes(Class<?> workflow) {
    Set<Class<?>> types = new LinkedHashSet<>();
    for (Class<?> c = workflow; c != null && c != Object.class; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (field.isAnnotationPresent(Durable.class) && field.getType().isInterface()) {
          types.add(field.getType());
        }
      }
    }
    return types;
  }
}
