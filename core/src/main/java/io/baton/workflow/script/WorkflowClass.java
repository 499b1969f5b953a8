package io.baton.workflow.script;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.baton.api.Query;
import io.baton.api.Start;
import io.baton.api.Workflow;
import io.baton.model.Payload;
import io.baton.model.WorkflowId;
import io.baton.wire.Json;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a class with {@link Workflow}, and says what is wrong with it. */
final class WorkflowClass {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

  private final Class<?> type;
  private final WorkflowId id;
  private final Method start;
  private final Instances instances;

  /**
   * @throws IllegalArgumentException naming the class and what is wrong with it
   */
  WorkflowClass(Class<?> type, Instances instances) {
    this.type = type;
    this.instances = instances;
    this.id = id(type);
    this.start = start(type);
  }

  private static WorkflowId id(Class<?> type) {
    Workflow annotation = type.getAnnotation(Workflow.class);
    if (annotation == null) {
      throw new IllegalArgumentException(type.getName() + " has no @Workflow");
    }
    if (!NAME.matcher(annotation.name()).matches()) {
      throw new IllegalArgumentException(
          "%s: @Workflow(name = \"%s\"): allowed are 1 to 100 letters, digits, dots, dashes and underscores"
              .formatted(type.getName(), annotation.name()));
    }
    if (annotation.version() < 1) {
      throw new IllegalArgumentException(
          "%s: @Workflow(version = %d): the least is 1"
              .formatted(type.getName(), annotation.version()));
    }
    return new WorkflowId(annotation.name(), annotation.version());
  }

  private static Method start(Class<?> type) {
    List<Method> starts =
        Arrays.stream(type.getMethods()).filter(m -> m.isAnnotationPresent(Start.class)).toList();
    if (starts.size() != 1) {
      throw new IllegalArgumentException(
          "%s has %d public methods with @Start, it needs exactly one"
              .formatted(type.getName(), starts.size()));
    }
    Method start = starts.get(0);
    if (start.getParameterCount() > 1) {
      throw new IllegalArgumentException(
          "%s.%s: a @Start method takes at most one parameter, the input"
              .formatted(type.getName(), start.getName()));
    }
    if (!Modifier.isPublic(type.getModifiers())) {
      throw new IllegalArgumentException(type.getName() + " must be public");
    }
    return start;
  }

  WorkflowId id() {
    return id;
  }

  WorkflowInstance instance() {
    return new WorkflowInstance(start, instances.make(type));
  }

  /**
   * @throws IllegalArgumentException saying where the payload does not fit the start method
   */
  @Nullable Object input(Payload payload, ObjectMapper mapper) {
    return start.getParameterCount() == 0
        ? null
        : Json.value(payload, start.getGenericParameterTypes()[0], mapper);
  }

  void checkInput(Payload payload) {
    boolean nothing = payload.json().isNull();
    if (start.getParameterCount() == 0 && !nothing) {
      throw new IllegalArgumentException("the workflow takes no input");
    }
    if (start.getParameterCount() == 1 && nothing) {
      throw new IllegalArgumentException(
          "the workflow needs an input of type " + start.getParameterTypes()[0].getSimpleName());
    }
    input(payload, Json.STRICT);
  }

  /**
   * @throws IllegalArgumentException when there is no such query, or the arguments do not fit
   */
  Payload query(WorkflowInstance instance, String name, List<Payload> args) {
    Method query =
        Arrays.stream(type.getMethods())
            .filter(m -> m.isAnnotationPresent(Query.class) && m.getName().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "workflow %s has no public method '%s' with @Query".formatted(id, name)));
    return instance.query(query, args);
  }

  @Override
  public String toString() {
    return type.getName();
  }
}
