package io.baton.graph.build;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out which method a reference refers to: it is called on something that only listens. */
final class MethodName implements InvocationHandler {
  private final List<Method> heard = new ArrayList<>();

  private MethodName() {}

  /**
   * The activity's name.
   *
   * @throws IllegalArgumentException when {@code type} is no interface, or the reference calls none
   *     or several of its methods
   */
  static <T> String of(Class<T> type, Call<T> reference) {
    if (!type.isInterface()) {
      throw new IllegalArgumentException(
          type.getName() + " is no interface, so its methods are no activities");
    }
    MethodName listener = new MethodName();
    T stand =
        type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, listener));
    for (Method method : type.getMethods()) {
      if (listener.heard.isEmpty() && method.getParameterCount() == reference.parameters()) {
        listener.listen(stand, reference, method);
      }
    }
    if (listener.heard.size() != 1) {
      throw new IllegalArgumentException(
          "this is to be a reference to one method of %s, such as %1$s::%s"
              .formatted(type.getSimpleName(), anyMethod(type)));
    }
    return type.getSimpleName() + "." + listener.heard.get(0).getName();
  }

  /** No reference tells the types of its parameters, so those of each method are tried. */
  private <T> void listen(T stand, Call<T> reference, Method method) {
    Object[] values =
        Arrays.stream(method.getParameterTypes()).map(MethodName::something).toArray();
    try {
      reference.trial(stand, new Call.Arguments(values));
    } catch (ClassCastException | NullPointerException e) {
      if (!heard.isEmpty()) {
        throw e; // The arguments did fit; it comes from elsewhere.
      }
    } catch (Exception e) {
      throw new IllegalArgumentException("a reference to a method throws nothing by itself", e);
    }
  }

  /** Null for what is no primitive. */
  private static @Nullable Object something(Class<?> type) {
    return type.isPrimitive() && type != void.class
        ? Array.get(Array.newInstance(type, 1), 0)
        : null;
  }

  private static String anyMethod(Class<?> type) {
    return Arrays.stream(type.getMethods()).map(Method::getName).findFirst().orElse("method");
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] args) {
    if (method.getDeclaringClass() != Object.class) {
      heard.add(method);
    }
    return something(method.getReturnType());
  }
}
