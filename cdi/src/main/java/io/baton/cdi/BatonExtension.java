package io.baton.cdi;

import io.baton.api.Activity;
import io.baton.api.ActivityContext;
import io.baton.api.Durable;
import io.baton.api.Flow;
import io.baton.api.Workflow;
import io.baton.port.Attendant;
import io.baton.port.Definitions;
import io.baton.port.TurnObserver;
import io.baton.workflow.script.ActivityHost;
import io.baton.workflow.script.CurrentActivity;
import io.baton.workflow.script.DurableProxy;
import io.baton.workflow.script.ScriptFlow;
import io.baton.workflow.script.Scripts;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the workflows of an application, its activity interfaces and the beans behind these,
 * whichever jar of the application they are in, and refuses the deployment when something does not
 * fit.
 */
public class BatonExtension implements Extension {
  private static final Logger LOG = System.getLogger(BatonExtension.class.getName());

  private final Set<Class<?>> workflows = new LinkedHashSet<>();
  private final Set<Field> durableFields = new LinkedHashSet<>();
  private final Set<Class<?>> implemented = new LinkedHashSet<>();
  private final Map<Bean<?>, Annotated> workflowBeans = new LinkedHashMap<>();
  private final ApplicationBeans beans = new ApplicationBeans();
  private final ObservedCases cases = new ObservedCases();
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
          durableFields.add(field);
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
    Class<?> type = event.getAnnotatedType().getJavaClass();
    if (!type.isAnnotationPresent(Workflow.class) && PersistenceContexts.areFieldsOf(type)) {
      event.configureAnnotatedType().add(new FlushedByBaton.Literal());
    }
  }

  void collect(@Observes ProcessBean<?> event) {
    beans.add(event.getBean());
    event.getBean().getTypes().stream()
        .filter(Class.class::isInstance)
        .<Class<?>>map(type -> (Class<?>) type)
        .filter(BatonExtension::hasActivities)
        .forEach(implemented::add);
    if (workflows.contains(event.getBean().getBeanClass())) {
      workflowBeans.put(event.getBean(), event.getAnnotated());
    }
  }

  void observed(@Observes ProcessObserverMethod<?, ?> event) {
    cases.observed(event.getObserverMethod().getObservedType());
  }

  void offer(@Observes AfterBeanDiscovery event, BeanManager manager) {
    beans.manager(manager);
    cases.manager(manager);
    durableFields.stream()
        .<Class<?>>map(Field::getType)
        .distinct()
        .forEach(type -> addDurable(event, type));
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
        .<Attendant.Beans>addBean()
        .types(Attendant.Beans.class)
        .scope(Dependent.class)
        .produceWith(instance -> beans);
    event
        .<TurnObserver>addBean()
        .types(TurnObserver.class)
        .scope(Dependent.class)
        .produceWith(instance -> cases.observer());
    event
        .<Flow>addBean()
        .types(Flow.class)
        .scope(Dependent.class)
        .produceWith(instance -> ScriptFlow.ofCallingWorkflow());
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

  void check(@Observes AfterDeploymentValidation event, BeanManager manager) {
    problems(manager).forEach(event::addDeploymentProblem);
    try {
      scripts = Scripts.read(workflows, interfaces(), beans);
      scripts.warnings().forEach(text -> LOG.log(Level.WARNING, text));
    } catch (IllegalArgumentException e) {
      event.addDeploymentProblem(problem(String.valueOf(e.getMessage())));
    }
    for (Class<?> type : interfaces()) {
      if (scripts == null || scripts.worksHere(type)) {
        beans.problemWith(type).ifPresent(text -> refuse(type, text, event));
      }
    }
    if (scripts != null) {
      scripts
          .callsLongerThan(CdiActivityHost.longestCall())
          .forEach(text -> event.addDeploymentProblem(problem(text)));
    }
  }

  /** What no workflow calls may be called by graphs, and these are refused when they do. */
  private void refuse(Class<?> type, String why, AfterDeploymentValidation event) {
    boolean used = durableFields.stream().anyMatch(field -> field.getType() == type);
    if (used || scripts == null) {
      event.addDeploymentProblem(problem(why));
    } else {
      LOG.log(Level.INFO, "{0}; a graph that calls it is refused", why);
      scripts.withhold(type, why);
    }
  }

  private List<DefinitionException> problems(BeanManager manager) {
    List<DefinitionException> problems = new ArrayList<>();
    BareWorkflows bare = new BareWorkflows(manager);
    workflowBeans.forEach(
        (bean, annotated) ->
            bare.problemsWith(bean, annotated)
                .forEach(text -> problems.add(notBare(bean.getBeanClass(), text))));
    for (Field field : durableFields) {
      if (!field.isAnnotationPresent(Inject.class)) {
        problems.add(problem(field + ": @Durable without @Inject: nobody fills the field"));
      }
    }
    return problems;
  }

  private static boolean hasActivities(Class<?> type) {
    return type.isInterface()
        && Arrays.stream(type.getMethods())
            .anyMatch(method -> method.isAnnotationPresent(Activity.class));
  }

  /**
   * What workflows use, and what graphs may use, which come later. Of a field of another type the
   * workflow's own rules tell, by its name.
   */
  private Set<Class<?>> interfaces() {
    return Stream.concat(
            durableFields.stream().<Class<?>>map(Field::getType).filter(Class::isInterface),
            implemented.stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static DefinitionException notBare(Class<?> workflow, String text) {
    return new DefinitionException(
        "BATON-2003 workflow %s: %s".formatted(workflow.getName(), text));
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
