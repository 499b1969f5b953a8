package io.baton.wire.payload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.baton.api.PayloadSchema;
import io.baton.api.Upcaster;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The schema number of a payload class, and the way to it from every older one. */
final class Schema {
  /** No Java name, so no record has a component of this name. */
  static final String MEMBER = "@schema";

  private final Class<?> type;
  private final int known;
  private final Map<Integer, Method> upcasters = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();

  private Schema(Class<?> type, PayloadSchema annotation) {
    this.type = type;
    this.known = annotation.value();
    if (known < 1) {
      problems.add("@PayloadSchema(%d): the least is 1".formatted(known));
    }
    Class<?> place = annotation.upcasters() == void.class ? type : annotation.upcasters();
    for (Method method : place.getDeclaredMethods()) {
      Upcaster upcaster = method.getAnnotation(Upcaster.class);
      if (upcaster != null) {
        add(method, upcaster.from());
      }
    }
    for (int from = 1; from < known; from++) {
      if (!upcasters.containsKey(from)) {
        problems.add("no @Upcaster(from = %d) leads to schema %d".formatted(from, from + 1));
      }
    }
  }

  /** Null for a class without one, which is schema 1 for ever. */
  static @Nullable Schema of(Class<?> type) {
    PayloadSchema annotation = type.getAnnotation(PayloadSchema.class);
    return annotation == null ? null : new Schema(type, annotation);
  }

  private void add(Method method, int from) {
    boolean gives =
        method.getReturnType() == void.class
            || JsonNode.class.isAssignableFrom(method.getReturnType());
    boolean takes =
        method.getParameterCount() == 1
            && method.getParameterTypes()[0].isAssignableFrom(ObjectNode.class);
    if (!Modifier.isStatic(method.getModifiers()) || !takes || !gives) {
      problems.add(
          "upcaster %s must be static, take an ObjectNode and return one, or nothing"
              .formatted(method.getName()));
    } else if (from < 1 || from >= known) {
      problems.add(
          "upcaster %s is from %d, but the schema is %d".formatted(method.getName(), from, known));
    } else if (upcasters.putIfAbsent(from, method) != null) {
      problems.add("two upcasters are from %d".formatted(from));
    } else {
      method.setAccessible(true);
    }
  }

  int known() {
    return known;
  }

  List<String> problems() {
    return problems;
  }

  /**
   * @param value of any schema; it may be changed
   * @return the same in the schema that is known here, without its number
   * @throws IllegalArgumentException naming the schema it has and the one there is no way to
   */
  ObjectNode latest(ObjectNode value) {
    JsonNode number = value.remove(MEMBER);
    int has = number == null ? 1 : number(number, type, known);
    ObjectNode latest = value;
    for (int from = has; from < known; from++) {
      latest = next(latest, has, from);
    }
    return latest;
  }

  /**
   * @throws IllegalArgumentException when {@code number} is no schema, or one above {@code known}
   */
  static int number(JsonNode number, Class<?> type, int known) {
    if (!number.isInt() || number.intValue() < 1) {
      throw new IllegalArgumentException(MEMBER + " is " + number + ", not a number from 1 on");
    }
    if (number.intValue() > known) {
      throw new IllegalArgumentException(
          "the value has schema %s of %s, newer than %d, the newest that is known here"
              .formatted(number, type.getSimpleName(), known));
    }
    return number.intValue();
  }

  private ObjectNode next(ObjectNode value, int has, int from) {
    Method upcaster = upcasters.get(from);
    if (upcaster == null) {
      throw new IllegalArgumentException(
          "the value has schema %d of %s, known here is %d, and no @Upcaster(from = %d) is on the way"
              .formatted(has, type.getSimpleName(), known, from));
    }
    try {
      Object next = upcaster.invoke(null, value);
      return upcaster.getReturnType() == void.class ? value : object(next, from);
    } catch (InvocationTargetException e) {
      throw failed(from, String.valueOf(e.getCause()), e);
    } catch (IllegalAccessException e) {
      throw failed(from, String.valueOf(e.getMessage()), e);
    }
  }

  private ObjectNode object(@Nullable Object next, int from) {
    if (next instanceof ObjectNode object) {
      return object;
    }
    throw failed(from, "it returned " + next + ", no JSON object", null);
  }

  private IllegalArgumentException failed(int from, String why, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "the upcaster of %s from schema %d failed: %s".formatted(type.getSimpleName(), from, why),
        cause);
  }

  /** The classes named by their sealed parents alone cannot have one. */
  static Stream<String> misplaced(Class<?> sealed) {
    return sealed.isAnnotationPresent(PayloadSchema.class)
        ? Stream.of("%s is sealed: its records have schemas".formatted(sealed.getSimpleName()))
        : Stream.empty();
  }
}
