package io.baton.workflow.script;

import io.baton.api.Durable;
import io.baton.api.Query;
import io.baton.api.Signal;
import io.baton.api.Start;
import io.baton.api.Workflow;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is wrong with a workflow's class: everything at once, and each with its place. */
final class WorkflowRules {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

  private final Class<?> type;
  private final List<String> errors = new ArrayList<>();
  private static final int LONGEST_CHAIN = 100;

  private final List<String> warnings = new ArrayList<>();
  private final List<Method> starts;

  WorkflowRules(Class<?> type) {
    this.type = type;
    this.starts =
        Arrays.stream(type.getMethods())
            .filter(method -> method.isAnnotationPresent(Start.class) && !method.isBridge())
            .toList();
    Workflow annotation = type.getAnnotation(Workflow.class);
    if (annotation == null) {
      error("the class has no @Workflow");
      return;
    }
    checkAnnotation(annotation);
    checkClass();
    checkStart();
    checkQueries();
    classes().flatMap(c -> Arrays.stream(c.getDeclaredFields())).forEach(this::checkField);
    warnings.addAll(UndoCalls.of(type));
  }

  private Stream<Class<?>> classes() {
    return Stream.<Class<?>>iterate(
        type, c -> c != null && c != Object.class, Class::getSuperclass);
  }

  private void error(String text) {
    errors.add(Place.of(type) + ": " + text);
  }

  private void checkAnnotation(Workflow annotation) {
    if (!NAME.matcher(annotation.name()).matches()) {
      error(
          "@Workflow(name = \"%s\"): allowed are 1 to 100 letters, digits, dots, dashes and underscores"
              .formatted(annotation.name()));
    }
    if (annotation.version() < 1) {
      error("@Workflow(version = %d): the least is 1".formatted(annotation.version()));
    }
    if (annotation.chain() < 1 || annotation.chain() > LONGEST_CHAIN) {
      error(
          "@Workflow(chain = %d): 1 to %d are allowed"
              .formatted(annotation.chain(), LONGEST_CHAIN));
    }
  }

  private void checkClass() {
    if (type.isInterface() || Modifier.isAbstract(type.getModifiers()) || type.isEnum()) {
      error("a workflow is a class of which objects can be made");
    } else if (type.isMemberClass() && !Modifier.isStatic(type.getModifiers())) {
      error("an inner class cannot be a workflow; make it static");
    } else if (!Modifier.isPublic(type.getModifiers())) {
      error("a workflow's class must be public");
    }
  }

  private void checkStart() {
    List<Method> hidden =
        classes()
            .flatMap(c -> Arrays.stream(c.getDeclaredMethods()))
            .filter(m -> m.isAnnotationPresent(Start.class) && !Modifier.isPublic(m.getModifiers()))
            .toList();
    hidden.forEach(m -> errors.add(Place.of(type, m) + ": a @Start method must be public"));
    if (starts.size() + hidden.size() == 0) {
      error("no method has @Start; one must say what the workflow does");
    } else if (starts.size() > 1) {
      error(
          "%d methods have @Start, one is allowed: %s"
              .formatted(starts.size(), starts.stream().map(Method::getName).sorted().toList()));
    }
    starts.forEach(this::checkStart);
  }

  private void checkStart(Method start) {
    String place = Place.of(type, start);
    if (Modifier.isStatic(start.getModifiers())) {
      errors.add(place + ": a @Start method must not be static");
    }
    if (start.getParameterCount() > 1) {
      errors.add(place + ": a @Start method takes at most one parameter, the input");
    }
    checkValues(start, place);
  }

  private void checkQueries() {
    classes()
        .flatMap(c -> Arrays.stream(c.getDeclaredMethods()))
        .filter(m -> m.isAnnotationPresent(Query.class) && !m.isBridge())
        .forEach(this::checkQuery);
  }

  private void checkQuery(Method query) {
    String place = Place.of(type, query);
    if (!Modifier.isPublic(query.getModifiers()) || Modifier.isStatic(query.getModifiers())) {
      errors.add(place + ": a @Query method must be public, and not static");
    }
    checkValues(query, place);
  }

  private void checkValues(Method method, String place) {
    PayloadRules payloads = new PayloadRules(place).checkParameters(method);
    if (method.getReturnType() != Object.class) { // Whoever asks for the result says what it is.
      payloads.checkResult(method);
    }
    add(payloads);
  }

  private void add(PayloadRules payloads) {
    errors.addAll(payloads.errors());
    warnings.addAll(payloads.warnings());
  }

  private void checkField(Field field) {
    String place = Place.of(type, field.getName());
    int modifiers = field.getModifiers();
    if (field.getType() == Signal.class
        && field.getGenericType() instanceof ParameterizedType signal) {
      add(new PayloadRules(place).check("signal", signal.getActualTypeArguments()[0]));
    }
    boolean fixed = Modifier.isStatic(modifiers) || Modifier.isFinal(modifiers);
    if (field.isAnnotationPresent(Durable.class)) {
      if (fixed) {
        errors.add(place + ": a @Durable field is neither static nor final");
      }
      if (!field.getType().isInterface()) {
        errors.add(
            "%s: %s is not an interface, so it cannot be @Durable"
                .formatted(place, field.getType().getSimpleName()));
      }
    } else if (Modifier.isStatic(modifiers)
        && !Modifier.isFinal(modifiers)
        && !field.isSynthetic()) {
      warnings.add(
          place
              + ": what one case writes into a static field, another one reads; a replay then differs");
    }
  }

  List<String> errors() {
    return errors;
  }

  List<String> warnings() {
    return warnings;
  }

  /** The method of the cases' code, when there is one that can be called. */
  Optional<Method> start() {
    return starts.stream().findFirst();
  }
}
