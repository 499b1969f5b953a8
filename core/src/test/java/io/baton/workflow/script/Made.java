package io.baton.workflow.script;

import io.baton.api.Durable;
import io.baton.api.Flow;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;

/** Workflow objects of these trials: fields of Flow and of activity interfaces are filled. */
record Made(Object object) implements Instances.Instance {
  static Instances.Instance make(Class<?> workflow) {
    try {
      Constructor<?> constructor = workflow.getDeclaredConstructor();
      constructor.setAccessible(true);
      Object made = constructor.newInstance();
      for (Field field : workflow.getDeclaredFields()) {
        field.setAccessible(true);
        if (field.getType() == Flow.class) {
          field.set(made, ScriptFlow.ofCallingWorkflow());
        } else if (field.isAnnotationPresent(Durable.class)) {
          field.set(made, DurableProxy.of(field.getType()));
        }
      }
      return new Made(made);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void release() {}
}
