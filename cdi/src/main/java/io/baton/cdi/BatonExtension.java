package io.baton.cdi;

import io.baton.api.ActivityContext;
import io.baton.api.Durable;
import io.baton.api.Workflow;
import io.baton.port.Definitions;
import io.baton.workflow.script.ActivityHost;
import io.baton.workflow.script.CurrentActivity;
import io.baton.workflow.script.DurableProxy;
import io.baton.workflow.script.Scripts;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.persistence.PersistenceContext;
import java.lang.reflect.Field;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the workflows of an application, the activity interfaces that they use and the beans behind
 * these, whichever jar of the application they are in, and refuses the deployment when something
 * does not fit.
 */
public class BatonExtension implements Extension {
  private final Set<Class<?>> workflows = new LinkedHashSet<>();
  private final Set<Class<?>> activityInterfaces = new LinkedHashSet<>();
  private final ApplicationBeans beans = new ApplicationBeans();
  private @Nullable Scripts scripts;

  void knowDurable(@Observes BeforeBeanDiscovery event) {
    event.addQualifier(Durable.class);
  }

  void find(@Observes @WithAnnotations(Workflow.class) ProcessAnnotatedType<?> event) {
    Class<?> type = event.getAnnotatedType().getJavaClass();
    if (!type.isAnnotationPresent(Workflow.class)) {
      return;
    }
    if (isInWar(type)) {
      throw new DefinitionException(
          "BATON-2001 workflow %s is in a WAR, whose classes the rest of the application cannot see; move it to an ejb-jar or to lib/"
              .formatted(type.getName()));
    }
    workflows.add(type);
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (field.isAnnotationPresent(Durable.class)) {
          activityInterfaces.add(field.getType());
        }
      }
    }
  }

  private static boolean isInWar(Class<?> type) {
    return String.valueOf(type.getProtectionDomain().getCodeSource().getLocation())
        .contains("/WEB-INF/");
  }

  /** What a bean leaves in its persistence contexts is flushed before its activity counts. */
  void track(@Observes @WithAnnotations(PersistenceContext.class) ProcessAnnotatedType<?> event) {
    if (PersistenceContexts.areFieldsOf(event.getAnnotatedType().getJavaClass())) {
      event.configureAnnotatedType().add(new FlushedByBaton.Literal());
    }
  }

  void collect(@Observes ProcessBean<?> event) {
    beans.add(event.getBean());
  }

  void offer(@Observes AfterBeanDiscovery event, BeanManager manager) {
    beans.manager(manager);
    for (Class<?> type : activityInterfaces) {
      addDurable(event, type);
    }
    event
        .<Scripts>addBean()
        .types(Scripts.class, Definitions.class)
        .scope(Dependent.class)
        .produceWith(instance -> scripts());
    event
        .<ActivityHost>addBean()
        .types(ActivityHost.class)
        .scope(Dependent.class)
        .produceWith(instance -> new CdiActivityHost(beans));
    event
        .<ActivityContext>addBean()
        .types(ActivityContext.class)
        .scope(Dependent.class)
        .produceWith(instance -> CurrentActivity.ofCallingThread());
  }

  private static <T> void addDurable(AfterBeanDiscovery event, Class<T> type) {
    event
        .<T>addBean()
        .types(type)
        .qualifiers(new DurableLiteral())
        .scope(Dependent.class)
        .produceWith(instance -> DurableProxy.of(type));
  }

  void check(@Observes AfterDeploymentValidation event) {
    for (Class<?> type : activityInterfaces) {
      beans.problemWith(type).ifPresent(text -> event.addDeploymentProblem(problem(text)));
    }
    try {
      scripts = Scripts.read(workflows, activityInterfaces, beans);
    } catch (IllegalArgumentException e) {
      event.addDeploymentProblem(problem(String.valueOf(e.getMessage())));
    }
  }

  private static DefinitionException problem(String text) {
    return new DefinitionException("BATON-2002 " + text);
  }

  private Scripts scripts() {
    Scripts read = scripts;
    if (read == null) {
      throw new IllegalStateException("the application's workflows have not been read yet");
    }
    return read;
  }

  /** True when the bean is one of Baton's own stand-ins. */
  static boolean isDurable(Bean<?> bean) {
    return bean.getQualifiers().contains(new DurableLiteral());
  }
}
