package io.baton.workflow.script;

import io.baton.wire.Json;
import io.baton.wire.payload.PayloadTypes;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with the types of the values that a method takes and gives. */
final class PayloadRules {
  private final String place;
  private final List<String> errors = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  PayloadRules(String place) {
    this.place = place;
  }

  PayloadRules checkParameters(Method method) {
    for (int i = 0; i < method.getParameterCount(); i++) {
      check(parameter(method, i), method.getGenericParameterTypes()[i]);
    }
    return this;
  }

  PayloadRules checkResult(Method method) {
    check("result", method.getGenericReturnType());
    return this;
  }

  PayloadRules check(String what, Type type) {
    PayloadTypes types = Json.check(type);
    types.problems().forEach(text -> errors.add(sentence(what, type, text)));
    types.warnings().forEach(text -> warnings.add(sentence(what, type, text)));
    return this;
  }

  private String sentence(String what, Type type, String text) {
    return "%s: %s: %s".formatted(place, name(what, type), text);
  }

  static String parameter(Method method, int index) {
    Parameter parameter = method.getParameters()[index];
    return parameter.isNamePresent()
        ? "parameter " + parameter.getName()
        : "parameter " + (index + 1);
  }

  /** {@code parameter who (String)}. */
  static String name(String what, Type type) {
    String name = type instanceof Class<?> c ? c.getSimpleName() : type.getTypeName();
    return "%s (%s)".formatted(what, name);
  }

  List<String> errors() {
    return errors;
  }

  List<String> warnings() {
    return warnings;
  }
}
