package io.baton.workflow.script;

import io.baton.model.Payload;
import io.baton.wire.Json;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A workflow object for one turn. */
final class WorkflowInstance implements AutoCloseable {
  private final MethodHandle start;
  private final Instances.Instance instance;

  /**
   * @param start takes the object and the input
   */
  WorkflowInstance(MethodHandle start, Instances.Instance instance) {
    this.start = start;
    this.instance = instance;
  }

  /**
   * @param input ignored by a start method without a parameter
   * @throws InvocationTargetException with what the workflow threw
   * @throws Suspension when it waits
   */
  @Nullable Object run(@Nullable Object input) throws InvocationTargetException {
    try {
      return start.invoke(instance.object(), input);
    } catch (Suspension waits) {
      throw waits; // It ends most turns, and a wrapper's stack trace costs as much as the turn.
    } catch (Throwable thrown) {
      throw new InvocationTargetException(thrown);
    }
  }

  /**
   * Asks the object where the run has left it.
   *
   * @throws IllegalArgumentException when the arguments do not fit, or the query throws
   */
  Payload query(Method query, List<Payload> args) {
    Type[] types = query.getGenericParameterTypes();
    if (types.length != args.size()) {
      throw new IllegalArgumentException(
          "query %s takes %d arguments, there are %d"
              .formatted(query.getName(), types.length, args.size()));
    }
    @Nullable Object[] values = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      values[i] = Json.value(args.get(i), types[i], Json.STRICT);
    }
    try {
      return Json.payload(query.invoke(instance.object(), values));
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException("cannot call " + query, e);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException("query " + query.getName() + " threw " + e.getCause(), e);
    }
  }

  @Override
  public void close() {
    instance.release();
  }
}
