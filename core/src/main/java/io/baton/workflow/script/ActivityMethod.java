package io.baton.workflow.script;

import io.baton.api.BusinessException;
import io.baton.api.WorkflowError;
import io.baton.model.Failure;
import io.baton.model.Failure.Category;
import io.baton.model.Payload;
import io.baton.wire.Json;
import io.baton.wire.UnreadableException;
import io.baton.workflow.ActivitySpec;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An activity and the Java method behind it: values to JSON and back, exceptions to failures and
 * back.
 */
record ActivityMethod(Class<?> type, Method method, ActivitySpec spec, List<Class<?>> abortOn) {

  /**
   * A workflow's arguments. An Error, so that no {@code catch (Exception e)} of the workflow takes
   * it for an answer.
   *
   * @throws WorkflowError naming the argument that is no JSON, too large or too deep
   */
  List<Payload> encode(@Nullable Object[] args) {
    List<Payload> payloads = new ArrayList<>(args.length);
    for (int i = 0; i < args.length; i++) {
      try {
        payloads.add(Json.payload(args[i]));
      } catch (UnreadableException e) {
        throw new WorkflowError(parameter(i) + " cannot be sent: " + e.getMessage());
      }
    }
    return payloads;
  }

  private String parameter(int index) {
    return "%s, %s"
        .formatted(
            spec.name(),
            PayloadRules.name(
                PayloadRules.parameter(method, index), method.getGenericParameterTypes()[index]));
  }

  private String resultName() {
    return spec.name() + ", " + PayloadRules.name("result", method.getGenericReturnType());
  }

  /**
   * Calls the method on {@code bean}.
   *
   * @throws InvocationTargetException with what the method threw
   * @throws UnreadableException naming the argument that does not fit its parameter, or saying why
   *     the result cannot be stored
   */
  Payload call(Object bean, List<Payload> args) throws InvocationTargetException {
    try {
      return store(method.invoke(bean, decode(args)));
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException(spec.name() + " cannot be called: " + e.getMessage(), e);
    }
  }

  private Payload store(@Nullable Object result) {
    try {
      return Json.payload(result);
    } catch (UnreadableException e) {
      throw new UnreadableException(resultName() + " cannot be stored: " + e.getMessage());
    }
  }

  private @Nullable Object[] decode(List<Payload> args) {
    Type[] types = method.getGenericParameterTypes();
    if (types.length != args.size()) {
      throw new UnreadableException(
          "%s takes %d arguments, the command has %d"
              .formatted(spec.name(), types.length, args.size()));
    }
    @Nullable Object[] values = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      try {
        values[i] = Json.value(args.get(i), types[i], Json.LENIENT);
      } catch (UnreadableException e) {
        throw new UnreadableException(
            parameter(i) + " does not fit what is stored: " + e.getMessage());
      }
    }
    return values;
  }

  /**
   * An answer of the past, for a workflow whose code may be newer.
   *
   * @throws WorkflowError saying where it does not fit the method's result
   */
  @Nullable Object result(Payload value) {
    try {
      return Json.value(value, method.getGenericReturnType(), Json.LENIENT);
    } catch (UnreadableException e) {
      throw new WorkflowError(resultName() + " does not fit what is stored: " + e.getMessage());
    }
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
      if (named.getName().equals(failure.type()) || named.getSimpleName().equals(failure.type())) {
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
