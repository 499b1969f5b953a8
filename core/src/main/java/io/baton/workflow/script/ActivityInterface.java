package io.baton.workflow.script;

import io.baton.api.Activity;
import io.baton.api.ActivityMode;
import io.baton.model.ActivityName;
import io.baton.workflow.ActivitySpec;
import io.baton.workflow.ActivitySpec.Remote;
import io.baton.workflow.ActivitySpec.UndoSpec;
import io.baton.workflow.ActivitySpec.Undoing;
import io.baton.workflow.RetryPolicy;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads an interface whose methods are activities, and says what is wrong with it. */
final class ActivityInterface {
  private static final RetryPolicy DEFAULT_RETRY =
      RetryPolicy.of(
          DefaultRetry.class.getDeclaredMethods()[0].getAnnotation(Activity.class).retry());

  private static final Duration A_DAY = Duration.ofDays(1);

  private final Class<?> type;
  private final List<String> errors = new ArrayList<>();
  private final Map<ActivityName, ActivityMethod> activities = new LinkedHashMap<>();
  private final Map<Method, String> undone = new LinkedHashMap<>();

  ActivityInterface(Class<?> type) {
    this.type = type;
    if (!type.isInterface()) {
      errors.add(Place.of(type) + ": the class is not an interface, so it cannot be @Durable");
      return;
    }
    Method[] methods = type.getMethods();
    Arrays.sort(methods, Comparator.comparing(Method::getName)); // The JVM gives them in any order.
    for (Method method : methods) {
      Activity annotation = method.getAnnotation(Activity.class);
      if (annotation != null && !method.isBridge()) {
        read(method, annotation);
      }
    }
    if (activities.isEmpty() && errors.isEmpty()) {
      errors.add(Place.of(type) + ": the interface has no method with @Activity");
    }
  }

  private void read(Method method, Activity annotation) {
    if (Modifier.isStatic(method.getModifiers())) {
      errors.add(describe(method) + ": a static method cannot be an activity");
      return;
    }
    try {
      Remote remote = remote(annotation);
      Duration longest =
          annotation.mode() == ActivityMode.EXTERNAL ? timeout(annotation.timeout()) : null;
      UndoSpec undo = null;
      if (!annotation.undo().isEmpty()) {
        Method undoMethod = undoMethod(method, annotation.undo());
        boolean takesResult = undoMethod.getParameterCount() > method.getParameterCount();
        undo = new UndoSpec(name(undoMethod), takesResult);
        undone.merge(undoMethod, method.getName(), (a, b) -> a + " and " + b);
        if (undoMethod.getAnnotation(Activity.class) == null) {
          ActivityMode mode = annotation.mode();
          add(
              undoMethod,
              new ActivitySpec(
                  name(undoMethod), mode, DEFAULT_RETRY, Undoing.by(null, mode), remote, longest),
              new Class<?>[0]);
        }
      }
      RetryPolicy retry = RetryPolicy.of(annotation.retry());
      add(
          method,
          new ActivitySpec(
              name(method),
              annotation.mode(),
              retry,
              Undoing.by(undo, annotation.mode()),
              remote,
              longest),
          annotation.retry().abortOn());
    } catch (IllegalArgumentException e) {
      errors.add(describe(method) + ": " + e.getMessage());
    }
  }

  private static @Nullable Remote remote(Activity annotation) {
    String destination = annotation.destination();
    if (annotation.mode() != ActivityMode.REMOTE) {
      if (!destination.isEmpty()) {
        throw new IllegalArgumentException("destination is for mode = REMOTE only");
      }
      if (annotation.mode() == ActivityMode.XA && !annotation.timeout().isEmpty()) {
        throw new IllegalArgumentException("timeout is for the modes EXTERNAL and REMOTE only");
      }
      return null;
    }
    if (!destination.matches("(kafka:)?[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*")
        || destination.length() > 100) {
      throw new IllegalArgumentException(
          "mode = REMOTE needs a destination of 1 to 100 letters, digits, dashes and underscores, dots between them, for a topic of Kafka behind 'kafka:'; it is '%s'"
              .formatted(destination));
    }
    Duration timeout = timeout(annotation.timeout());
    return new Remote(destination, timeout == null ? A_DAY : timeout);
  }

  private static @Nullable Duration timeout(String text) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      Duration timeout = Duration.parse(text);
      if (timeout.isNegative() || timeout.isZero()) {
        throw new IllegalArgumentException("timeout is " + text + ", it must be positive");
      }
      return timeout;
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "timeout is '" + text + "', not an ISO-8601 duration such as PT1H", e);
    }
  }

  private void add(Method method, ActivitySpec spec, Class<?>[] abortOn) {
    ActivityMethod added = new ActivityMethod(type, method, spec, List.of(abortOn));
    ActivityMethod other = activities.putIfAbsent(spec.name(), added);
    if (other != null && !other.method().equals(method)) {
      throw new IllegalArgumentException(
          "two methods are called '%s'; activities are told apart by name"
              .formatted(method.getName()));
    }
  }

  private Method undoMethod(Method method, String undo) {
    List<Method> named =
        Arrays.stream(type.getMethods()).filter(m -> m.getName().equals(undo)).toList();
    if (named.isEmpty()) {
      throw new IllegalArgumentException(
          "undo = \"%s\": %s has no such method".formatted(undo, type.getSimpleName()));
    }
    List<Type> args = List.of(method.getGenericParameterTypes());
    List<Type> argsAndResult = new ArrayList<>(args);
    argsAndResult.add(method.getGenericReturnType());
    return named.stream()
        .filter(m -> takes(m, args) || takes(m, argsAndResult))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "undo = \"%s\" must take (%s), optionally followed by the result %s"
                        .formatted(
                            undo,
                            args.stream().map(Type::getTypeName).collect(Collectors.joining(", ")),
                            method.getGenericReturnType().getTypeName())));
  }

  private static boolean takes(Method method, List<Type> parameters) {
    return List.of(method.getGenericParameterTypes()).equals(parameters);
  }

  ActivityName name(Method method) {
    return new ActivityName(type.getSimpleName() + "." + method.getName());
  }

  private String describe(Method method) {
    return Place.of(type, method.getName());
  }

  List<String> errors() {
    return errors;
  }

  /** The rules of the values; looked at once, when the interface is deployed. */
  PayloadRules payloads(ActivityMethod activity) {
    Method method = activity.method();
    return new PayloadRules(describe(method)).checkParameters(method).checkResult(method);
  }

  /** Each undo method, with the names of the methods that it takes back. */
  Map<Method, String> undone() {
    return undone;
  }

  Map<ActivityName, ActivityMethod> activities() {
    return activities;
  }

  /** The activity behind a method of the interface; empty when the method is none. */
  Optional<ActivityMethod> activity(Method method) {
    @Nullable ActivityMethod found = activities.get(name(method));
    return Optional.ofNullable(found).filter(a -> a.method().equals(method));
  }

  /** Read by reflection: carries the annotation's defaults. */
  private interface DefaultRetry {
    @Activity
    @SuppressWarnings("UnusedMethod")
    void withDefaults();
  }
}
