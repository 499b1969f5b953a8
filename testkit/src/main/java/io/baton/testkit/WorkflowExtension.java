package io.baton.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Gives each test its kit. */
final class WorkflowExtension implements ParameterResolver {
  private static final Namespace HERE = Namespace.create(WorkflowExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Kit.class && context.getTestMethod().isPresent();
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return kit(context);
  }

  static void choose(ExtensionContext context, Course course) {
    context.getStore(HERE).put(Course.class, course);
  }

  static Kit kit(ExtensionContext context) {
    return context.getStore(HERE).getOrComputeIfAbsent(Kit.class, any -> make(context), Kit.class);
  }

  private static Kit make(ExtensionContext context) {
    Course course = context.getStore(HERE).getOrDefault(Course.class, Course.class, Course.PLAIN);
    List<Object> instances = new ArrayList<>(context.getRequiredTestInstances().getAllInstances());
    Collections.reverse(instances);
    WorkflowTest test = annotation(context.getRequiredTestClass());
    return new Kit(List.of(test.value()), List.of(test.activities()), instances, course);
  }

  private static WorkflowTest annotation(Class<?> test) {
    for (Class<?> c = test; c != null; c = c.getEnclosingClass()) {
      var found = AnnotationSupport.findAnnotation(c, WorkflowTest.class);
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw new IllegalStateException(
        test.getName() + " has no @WorkflowTest that names the workflows or activities");
  }
}
