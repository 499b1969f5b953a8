package io.baton.workflow.script;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** A workflow object for one turn. */
final class WorkflowInstance implements AutoCloseable {
  private final Method start;
  private final Instances.Instance instance;

  WorkflowInstance(Method start, Instances.Instance instance) {
    this.start = start;
    this.instance = instance;
  }

  /**
   * @param input ignored by a start method without a parameter
   * @throws InvocationTargetException with what the workflow threw
   */
  @Nullable Object run(@Nullable Object input) throws InvocationTargetException {
    try {
      return start.getParameterCount() == 0
          ? start.invoke(instance.object())
          : start.invoke(instance.object(), input);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("cannot call " + start, e);
    }
  }

  @Override
  public void close() {
    instance.release();
  }
}
