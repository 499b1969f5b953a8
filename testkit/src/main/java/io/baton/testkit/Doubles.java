package io.baton.testkit;

import io.baton.api.Activity;
import io.baton.workflow.script.CurrentActivity;
import io.baton.workflow.script.PlainInstances;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What stands in for the activities: stubs of the kit, then what the test's fields hold. */
final class Doubles {
  private final Set<Class<?>> interfaces = new LinkedHashSet<>();
  private final Map<String, Method> methods = new TreeMap<>();
  private final Map<String, ActivityStub> stubs = new HashMap<>();
  private final List<Object> tests;
  private @Nullable AssertionError trouble;

  /**
   * @param more activity interfaces beside those of the workflows
   * @param tests the test objects, the innermost first
   */
  Doubles(List<Class<?>> workflows, List<Class<?>> more, List<Object> tests) {
    this.tests = tests;
    interfaces.addAll(more);
    for (Class<?> workflow : workflows) {
      for (Field field : PlainInstances.durableFields(workflow)) {
        interfaces.add(field.getType());
      }
    }
    for (Class<?> type : interfaces) {
      for (Method method : type.getMethods()) {
        methods.put(name(type, method), method);
      }
    }
  }

  Set<Class<?>> interfaces() {
    return interfaces;
  }

  private static String name(Class<?> type, Method method) {
    return type.getSimpleName() + "." + method.getName();
  }

  /**
   * @param activity with or without its interface
   * @throws IllegalArgumentException when there is none, or more than one
   */
  String fullName(String activity) {
    List<String> fit = called(activity);
    if (fit.size() != 1) {
      throw new IllegalArgumentException(
          "activity '%s' is %s of these workflows; they have %s"
              .formatted(activity, fit.isEmpty() ? "none" : fit + ", which", methods.keySet()));
    }
    return fit.get(0);
  }

  /** The names of all activities that are called so, with or without their interface. */
  List<String> called(String activity) {
    return methods.keySet().stream()
        .filter(name -> name.equals(activity) || name.endsWith("." + activity))
        .toList();
  }

  ActivityStub stub(String activity) {
    String name = fullName(activity);
    Method method = methods.get(name);
    if (method == null) {
      throw new IllegalStateException("no method of " + name);
    }
    return stubs.computeIfAbsent(name, any -> new ActivityStub(method));
  }

  /** The object that the engine takes for the bean of an activity interface. */
  Object bean(Class<?> type) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, args) -> {
          if (method.getDeclaringClass() == Object.class) {
            return method.invoke(this, args);
          }
          return call(type, method, args == null ? new Object[0] : args);
        });
  }

  private @Nullable Object call(Class<?> type, Method method, @Nullable Object[] args)
      throws Throwable {
    String name = name(type, method);
    ActivityStub stub = stubs.get(name);
    try {
      if (stub != null && !stub.isEmpty()) {
        return stub.call(Arrays.asList(args));
      }
      Optional<Object> held = held(type);
      if (held.isPresent()) {
        return call(held.get(), method, args);
      }
      if (isHarmlessUndo(method)) {
        return null;
      }
      throw new AssertionError(
          "the workflow called %s%s, and the test has no answer: say kit.on(\"%s\").returns(…), or hold a %s in a field of the test"
              .formatted(name, Arrays.asList(args), method.getName(), type.getSimpleName()));
    } catch (AssertionError e) {
      trouble = trouble == null ? e : trouble;
      throw e;
    }
  }

  /** What the test says of it, the journal tells: that it was called. */
  private static boolean isHarmlessUndo(Method method) {
    return CurrentActivity.get().undo() && method.getReturnType() == void.class;
  }

  private static @Nullable Object call(Object bean, Method method, @Nullable Object[] args)
      throws Throwable {
    try {
      method.setAccessible(true);
      return method.invoke(bean, args);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  /** Looked for at each call: tests fill their fields whenever they like. */
  private Optional<Object> held(Class<?> type) throws IllegalAccessException {
    List<Object> held = new ArrayList<>();
    for (Object test : tests) {
      for (Class<?> c = test.getClass(); c != null; c = c.getSuperclass()) {
        for (Field field : c.getDeclaredFields()) {
          if (type.isAssignableFrom(field.getType()) && field.trySetAccessible()) {
            Object value = field.get(test);
            if (value != null) {
              held.add(value);
            }
          }
        }
      }
    }
    return held.stream().findFirst();
  }

  /** An assertion that failed in an activity is the test's failure, not the activity's. */
  void throwTrouble() {
    AssertionError first = trouble;
    if (first != null) {
      trouble = null;
      throw first;
    }
  }

  /** True when a worker elsewhere does it. */
  boolean isRemote(String activity) {
    Method method = methods.get(activity);
    Activity annotation = method == null ? null : method.getAnnotation(Activity.class);
    return annotation != null && annotation.mode() == io.baton.api.ActivityMode.REMOTE;
  }
}
