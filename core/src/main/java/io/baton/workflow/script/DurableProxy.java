package io.baton.workflow.script;

import io.baton.api.WorkflowError;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Stands in a workflow for an activity interface: each call is asked of the replay under way. */
public final class DurableProxy implements InvocationHandler {
  /** A workflow object is made for every turn; its interfaces are read once. */
  private static final ClassValue<ActivityInterface> READ =
      new ClassValue<>() {
        @Override
        protected ActivityInterface computeValue(Class<?> type) {
          return new ActivityInterface(type);
        }
      };

  private final ActivityInterface activities;
  private final Class<?> type;

  private DurableProxy(Class<?> type) {
    this.type = type;
    this.activities = READ.get(type);
  }

  /**
   * @throws IllegalArgumentException naming everything that is wrong with the interface
   */
  public static <T> T of(Class<T> type) {
    DurableProxy handler = new DurableProxy(type);
    if (!handler.activities.errors().isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", handler.activities.errors()));
    }
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] args)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return switch (method.getName()) {
        case "equals" -> args != null && proxy == args[0];
        case "hashCode" -> System.identityHashCode(proxy);
        default -> "@Durable " + type.getName();
      };
    }
    ActivityMethod activity =
        activities
            .activity(method)
            .orElseThrow(
                () ->
                    new WorkflowError(
                        "%s.%s is called by a workflow but is no @Activity"
                            .formatted(type.getName(), method.getName())));
    return ActivityCall.make(activity, args == null ? new Object[0] : args);
  }
}
