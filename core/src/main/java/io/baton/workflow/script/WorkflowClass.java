package io.baton.workflow.script;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.baton.api.Query;
import io.baton.api.Retry;
import io.baton.api.Workflow;
import io.baton.api.WorkflowError;
import io.baton.model.Payload;
import io.baton.model.Schedule;
import io.baton.model.WorkflowId;
import io.baton.wire.Json;
import io.baton.wire.UnreadableException;
import io.baton.workflow.RetryPolicy;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** A class with {@link Workflow} that keeps the rules. */
final class WorkflowClass {
  private final Class<?> type;
  private final WorkflowId id;
  private final Method start;
  private final MethodHandle run;
  private final Optional<Schedule> schedule;
  private final SortedSet<String> topics;
  private final Instances instances;
  private final List<String> warnings;
  private final Optional<RetryPolicy> retryOfCase;
  private final int chain;

  /**
   * @throws IllegalArgumentException with everything that is wrong with the class, one a line
   */
  WorkflowClass(Class<?> type, Instances instances) {
    WorkflowRules rules = new WorkflowRules(type);
    Workflow annotation = type.getAnnotation(Workflow.class);
    if (!rules.errors().isEmpty() || annotation == null) {
      throw new IllegalArgumentException(String.join("\n", rules.errors()));
    }
    this.type = type;
    this.instances = instances;
    this.id = new WorkflowId(annotation.name(), annotation.version());
    this.start = rules.start().orElseThrow();
    this.run = handle(start).asType(MethodType.genericMethodType(2));
    this.warnings = rules.warnings();
    this.retryOfCase = retryOfCase(annotation.retryCase());
    this.chain = annotation.chain();
    this.schedule = StartOnReader.read(type, id.name(), start);
    this.topics = StartOnReader.topics(type);
  }

  /** Takes the object and the input, also of a method that has no parameter. */
  private static MethodHandle handle(Method start) {
    try {
      MethodHandle method = MethodHandles.publicLookup().unreflect(start);
      return start.getParameterCount() == 1
          ? method
          : MethodHandles.dropArguments(method, 1, Object.class);
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException("cannot call " + start, e);
    }
  }

  private Optional<RetryPolicy> retryOfCase(Retry said) {
    try {
      RetryPolicy policy = RetryPolicy.of(said);
      if (said.abortOn().length > 0 || policy.onExhausted() != Retry.OnExhausted.FAIL) {
        throw new IllegalArgumentException("neither abortOn nor onExhausted is for whole cases");
      }
      return Optional.of(policy).filter(again -> again.maxAttempts() > 1);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s: @Workflow(retryCase): %s".formatted(Place.of(type), e.getMessage()), e);
    }
  }

  /** How often a case that failed is run again; empty for never. */
  Optional<RetryPolicy> retryOfCase() {
    return retryOfCase;
  }

  /** How many activities of a case one transaction may do. */
  int chain() {
    return chain;
  }

  WorkflowId id() {
    return id;
  }

  List<String> warnings() {
    return warnings;
  }

  /** When the calendar starts cases; empty when it starts none. */
  Optional<Schedule> schedule() {
    return schedule;
  }

  /** Whose records start cases. */
  SortedSet<String> topics() {
    return topics;
  }

  boolean takesInput() {
    return start.getParameterCount() == 1;
  }

  WorkflowInstance instance() {
    return new WorkflowInstance(run, instances.make(type));
  }

  /**
   * The input of a case that was accepted long ago, perhaps by other code.
   *
   * @throws WorkflowError naming the parameter and where the input does not fit it
   */
  @Nullable Object input(Payload payload, ObjectMapper mapper) {
    try {
      return read(payload, mapper);
    } catch (UnreadableException e) {
      String parameter = PayloadRules.parameter(start, 0);
      throw new WorkflowError(
          "%s: the stored input does not fit %s: %s"
              .formatted(
                  Place.of(type, start),
                  PayloadRules.name(parameter, start.getGenericParameterTypes()[0]),
                  e.getMessage()));
    }
  }

  private @Nullable Object read(Payload payload, ObjectMapper mapper) {
    return start.getParameterCount() == 0
        ? null
        : Json.value(payload, start.getGenericParameterTypes()[0], mapper);
  }

  /**
   * @throws IllegalArgumentException saying where the payload does not fit the start method
   */
  void checkInput(Payload payload) {
    boolean nothing = payload.json().isNull();
    if (start.getParameterCount() == 0 && !nothing) {
      throw new IllegalArgumentException("the workflow takes no input");
    }
    if (start.getParameterCount() == 1 && nothing) {
      throw new IllegalArgumentException(
          "the workflow needs an input of type " + start.getParameterTypes()[0].getSimpleName());
    }
    read(payload, Json.STRICT);
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
    return Place.of(type);
  }
}
