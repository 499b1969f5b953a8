package io.baton.testkit;

import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How an activity answers in this test, in place of what the test's fields hold. What is said first
 * comes first; what is said last stays.
 */
public final class ActivityStub {
  private final Method method;
  private final Deque<Step> steps = new ArrayDeque<>();

  ActivityStub(Method method) {
    this.method = method;
  }

  /**
   * @param value what the activity returns, from here on
   * @throws IllegalArgumentException when the activity returns something else
   */
  public ActivityStub returns(@Nullable Object value) {
    Class<?> type = boxed(method.getReturnType());
    boolean fits = value == null ? !method.getReturnType().isPrimitive() : type.isInstance(value);
    if (!fits) {
      throw new IllegalArgumentException(
          "%s returns %s, not %s".formatted(name(), type.getSimpleName(), value));
    }
    return add(Integer.MAX_VALUE, args -> value);
  }

  /** It throws this, from here on; a failed attempt or an answer, as the exception's class says. */
  public ActivityStub fails(Exception thrown) {
    return fails(Integer.MAX_VALUE, thrown);
  }

  /**
   * It throws this so many times.
   *
   * @throws IllegalArgumentException when it is a checked exception that the activity cannot throw
   */
  public ActivityStub fails(int times, Exception thrown) {
    boolean possible =
        thrown instanceof RuntimeException
            || Arrays.stream(method.getExceptionTypes()).anyMatch(type -> type.isInstance(thrown));
    if (!possible) {
      throw new IllegalArgumentException(
          "%s cannot throw %s: its throws clause does not name it"
              .formatted(name(), thrown.getClass().getName()));
    }
    return add(
        times,
        args -> {
          throw thrown;
        });
  }

  /** It answers what {@code answer} makes of its arguments, from here on. */
  public ActivityStub does(Function<List<@Nullable Object>, @Nullable Object> answer) {
    return add(Integer.MAX_VALUE, answer::apply);
  }

  private ActivityStub add(int times, Answer answer) {
    if (!steps.isEmpty() && steps.getLast().times == Integer.MAX_VALUE) {
      steps.removeLast();
    }
    steps.add(new Step(times, answer));
    return this;
  }

  boolean isEmpty() {
    return steps.isEmpty();
  }

  @Nullable Object call(List<@Nullable Object> args) throws Exception {
    Step now = steps.getFirst();
    if (now.times != Integer.MAX_VALUE && --now.times == 0) {
      steps.removeFirst();
    }
    return now.answer.to(args);
  }

  private String name() {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }

  private static Class<?> boxed(Class<?> type) {
    return java.lang.invoke.MethodType.methodType(type).wrap().returnType();
  }

  /** What an activity does with its arguments. */
  private interface Answer {
    @Nullable Object to(List<@Nullable Object> args) throws Exception;
  }

  private static final class Step {
    int times;
    final Answer answer;

    Step(int times, Answer answer) {
      this.times = times;
      this.answer = answer;
    }
  }
}
