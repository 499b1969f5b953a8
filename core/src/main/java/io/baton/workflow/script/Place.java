package io.baton.workflow.script;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Where in the sources something stands, as people look for it. */
final class Place {
  private Place() {}

  /** {@code TripBooking.java}, or {@code Trips.java, TripBooking} when it is nested there. */
  static String of(Class<?> type) {
    String nested = nestedName(type);
    return nested.isEmpty() ? file(type) : file(type) + ", " + nested;
  }

  /** {@code Booking.java, reserveCar}. */
  static String of(Class<?> type, String member) {
    String nested = nestedName(type);
    return file(type) + ", " + (nested.isEmpty() ? "" : nested + ".") + member;
  }

  /** {@code TripBooking.java, book(Request)}. */
  static String of(Class<?> type, Method method) {
    String parameters =
        Arrays.stream(method.getParameterTypes())
            .map(Class::getSimpleName)
            .collect(Collectors.joining(", "));
    return of(type, method.getName() + "(" + parameters + ")");
  }

  private static String file(Class<?> type) {
    return outermost(type).getSimpleName() + ".java";
  }

  private static String nestedName(Class<?> type) {
    int outer = outermost(type).getName().length();
    return type.getName().length() == outer
        ? ""
        : type.getName().substring(outer + 1).replace('$', '.');
  }

  private static Class<?> outermost(Class<?> type) {
    Class<?> outer = type;
    while (outer.getEnclosingClass() != null) {
      outer = outer.getEnclosingClass();
    }
    return outer;
  }
}
