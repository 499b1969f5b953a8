package io.baton.workflow.script;

import io.baton.api.BusinessException;
import io.baton.model.Failure;
import io.baton.model.Failure.Category;
import io.baton.model.Payload;
import io.baton.wire.Json;
import io.baton.workflow.ActivitySpec;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An activity and the Java method behind it: values to JSON and back, exceptions to failures and
 * back.
 */
record ActivityMethod(Class<?> type, Method method, ActivitySpec spec, List<Class<?>> abortOn) {

  List<Payload> encode(Object[] args) {
    return Arrays.stream(args).map(Json::payload).toList();
  }

  /**
   * Calls the method on {@code bean}.
   *
   * @throws InvocationTargetException with what the method threw
   * @throws IllegalArgumentException when an argument does not fit its parameter
   */
  Payload call(Object bean, List<Payload> args) throws InvocationTargetException {
    try {
      return Json.payload(method.invoke(bean, decode(args)));
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException(spec.name() + " cannot be called: " + e.getMessage(), e);
    }
  }

  private @Nullable Object[] decode(List<Payload> args) {
    Type[] types = method.getGenericParameterTypes();
    if (types.length != args.size()) {
      throw new IllegalArgumentException(
          "%s takes %d arguments, the command has %d"
              .formatted(spec.name(), types.length, args.size()));
    }
    @Nullable Object[] values = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      values[i] = Json.value(args.get(i), types[i], Json.LENIENT);
    }
    return values;
  }

  @Nullable Object result(Payload value) {
    return Json.value(value, method.getGenericReturnType(), Json.LENIENT);
  }

  /** An exception of the throws clause is an answer, and so is any BusinessException. */
  boolean isAnswer(Throwable thrown) {
    return thrown instanceof BusinessException || declared(thrown) != null;
  }

  boolean isHopeless(Throwable thrown) {
    return abortOn.stream().anyMatch(type -> type.isInstance(thrown));
  }

  Failure failure(Throwable thrown) {
    Category category = isAnswer(thrown) ? Category.BUSINESS : Category.TECHNICAL;
    Class<?> declared = declared(thrown);
    Class<?> type =
        category == Category.BUSINESS && declared != null ? declared : thrown.getClass();
    return new Failure(category, type.getName(), messageOf(thrown));
  }

  /** The text people need is often the cause's: a database says why, its wrapper only that. */
  private static String messageOf(Throwable thrown) {
    StringBuilder text = new StringBuilder(String.valueOf(thrown.getMessage()));
    Throwable cause = thrown.getCause();
    for (int depth = 0; cause != null && depth < 8; depth++, cause = cause.getCause()) {
      String message = cause.getMessage();
      if (message != null && text.indexOf(message) < 0) {
        text.append("; caused by ").append(message);
      }
    }
    return text.toString();
  }

  /**
   * The most special class of the throws clause that {@code thrown} is one of. A clause as wide as
   * {@code throws Exception} says nothing of unchecked exceptions.
   */
  private @Nullable Class<?> declared(Throwable thrown) {
    boolean unchecked = thrown instanceof RuntimeException || thrown instanceof Error;
    return Arrays.stream(method.getExceptionTypes())
        .filter(named -> named.isInstance(thrown))
        .filter(named -> !unchecked || !named.isAssignableFrom(RuntimeException.class))
        .reduce((a, b) -> a.isAssignableFrom(b) ? b : a)
        .orElse(null);
  }

  /**
   * What the workflow sees of a failure that is an answer: the declared exception itself. Only
   * classes of the throws clause are ever made, so no stored text can name another one.
   */
  Throwable thrown(Failure failure) {
    for (Class<?> named : method.getExceptionTypes()) {
      if (named.getName().equals(failure.type())) {
        return make(named, failure.message());
      }
    }
    return new BusinessException(failure.message());
  }

  private static Throwable make(Class<?> type, String message) {
    try {
      return (Throwable) type.getConstructor(String.class).newInstance(message);
    } catch (ReflectiveOperationException noSuchConstructor) {
      return makeWithoutMessage(type, message);
    }
  }

  private static Throwable makeWithoutMessage(Class<?> type, String message) {
    try {
      return (Throwable) type.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      return new BusinessException(type.getName() + ": " + message);
    }
  }
}
