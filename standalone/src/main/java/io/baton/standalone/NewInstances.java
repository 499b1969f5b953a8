package io.baton.standalone;

import io.baton.workflow.script.Instances;
import io.baton.workflow.script.PlainInstances;
import java.lang.reflect.Field;
import java.util.Set;

/** Makes workflow objects whose activities all have a bean. */
final class NewInstances implements Instances {
  private final PlainInstances plain;

  /**
   * @throws IllegalArgumentException naming the class or field that does not fit
   */
  NewInstances(Set<Class<?>> workflows, Set<Class<?>> activities) {
    for (Class<?> workflow : workflows) {
      for (Field field : PlainInstances.durableFields(workflow)) {
        if (!activities.contains(field.getType())) {
          throw new IllegalArgumentException(
              "%s.%s: no bean for %s; add it with activities(…)"
                  .formatted(workflow.getName(), field.getName(), field.getType().getName()));
        }
      }
    }
    plain = new PlainInstances(workflows);
  }

  @Override
  public Instance make(Class<?> workflow) {
    return plain.make(workflow);
  }
}
