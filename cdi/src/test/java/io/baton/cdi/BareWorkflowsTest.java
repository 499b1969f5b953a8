package io.baton.cdi;

import static java.lang.annotation.RetentionPolicy.RUNTIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.Activity;
import io.baton.api.Durable;
import io.baton.api.Start;
import io.baton.api.Workflow;
import io.baton.model.WorkflowId;
import io.baton.port.Definitions;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.ejb.Stateless;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Stereotype;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.Interceptors;
import jakarta.interceptor.InvocationContext;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;

/** What stands around a workflow's code is refused when the application is deployed. */
class BareWorkflowsTest {
  private static SeContainer deploy(Class<?>... classes) {
    return SeContainerInitializer.newInstance()
        .disableDiscovery()
        .addBeanClasses(classes)
        .addExtensions(new BatonExtension())
        .initialize();
  }

  @SuppressWarnings("resource") // There is none when it is refused.
  private static void refused(String text, Class<?>... classes) {
    String name = classes[0].getName();
    assertThatThrownBy(() -> deploy(classes))
        .hasStackTraceContaining("BATON-2003 workflow " + name + ": " + text);
  }

  @InterceptorBinding
  @Retention(RUNTIME)
  @Target({ElementType.TYPE, ElementType.METHOD})
  @interface Timed {}

  /** Counts calls, say. */
  @Timed
  @Interceptor
  @Priority(Interceptor.Priority.APPLICATION)
  public static class Timer {
    @AroundInvoke
    public Object time(InvocationContext call) throws Exception {
      return call.proceed();
    }
  }

  @Timed
  @Stereotype
  @Retention(RUNTIME)
  @Target(ElementType.TYPE)
  @interface Watched {}

  public interface Mail {
    @Activity
    void send(String to);
  }

  @Timed
  public static class Postman implements Mail {
    @Override
    public void send(String to) {}
  }

  @Workflow(name = "bare")
  public static class Bare {
    @Inject @Durable Mail mail;

    @Start
    public void run(String to) {
      mail.send(to);
    }
  }

  @Test
  void anActivityMayHaveInterceptors() {
    try (SeContainer container = deploy(Bare.class, Postman.class, Timer.class)) {
      Definitions definitions = container.select(Definitions.class).get();
      assertThat(definitions.program(new WorkflowId("bare", 1))).isPresent();
    }
  }

  @Timed
  @Workflow(name = "a")
  public static class OnTheClass {
    @Start
    public void run() {}
  }

  @Workflow(name = "a")
  public static class OnTheMethod {
    @Timed
    @Start
    public void run() {}
  }

  @Watched
  @Workflow(name = "a")
  public static class ByStereotype {
    @Start
    public void run() {}
  }

  @Interceptors(Timer.class)
  @Workflow(name = "a")
  public static class ByName {
    @Start
    public void run() {}
  }

  @Workflow(name = "a")
  public static class ItsOwn {
    @AroundInvoke
    Object around(InvocationContext call) throws Exception {
      return call.proceed();
    }

    @Start
    public void run() {}
  }

  @Test
  void anInterceptorAroundAWorkflowIsRefused() {
    refused("@Timed: no interceptor may stand around workflow code", OnTheClass.class, Timer.class);
    refused("@Timed: no interceptor", OnTheMethod.class, Timer.class);
    refused("@Timed: no interceptor", ByStereotype.class, Timer.class);
    refused("@Interceptors: no interceptor", ByName.class);
    refused("@AroundInvoke (around): no interceptor", ItsOwn.class);
  }

  public interface Runs {
    void run();
  }

  @Workflow(name = "a")
  public static class Decorated implements Runs {
    @Start
    @Override
    public void run() {}
  }

  @Decorator
  @Priority(1)
  public static class Louder implements Runs {
    @Inject @Delegate Runs quiet;

    @Override
    public void run() {
      quiet.run();
    }
  }

  @Test
  void aDecoratorIsRefused() {
    refused("no decorator may stand around workflow code, as ", Decorated.class, Louder.class);
  }

  @ApplicationScoped
  @Workflow(name = "a")
  public static class Scoped {
    @Start
    public void run() {}
  }

  @Stateless
  @Workflow(name = "a")
  public static class Session {
    @Start
    public void run() {}
  }

  @Test
  void aProxyIsRefused() {
    refused("@ApplicationScoped: a proxy would stand before it", Scoped.class);
    refused("@Stateless: a workflow is an ordinary class, no EJB", Session.class);
  }

  @Workflow(name = "a")
  public static class Reads {
    @PersistenceContext EntityManager entities;

    @Start
    public void run() {}
  }

  @Test
  void aPersistenceContextIsRefused() {
    refused("@PersistenceContext: what a workflow reads", Reads.class);
  }

  @Test
  void theRulesOfItsOwnAreCheckedHereToo() {
    assertThatThrownBy(() -> deploy(Bare.class))
        .hasStackTraceContaining("BATON-2002 no bean implements activity interface");
    assertThatThrownBy(() -> deploy(NoStart.class))
        .hasStackTraceContaining(
            "BATON-2002 BareWorkflowsTest.java, NoStart: no method has @Start");
  }

  @Workflow(name = "a")
  public static class NoStart {}

  @Workflow(name = "a")
  public static class NotInjected {
    @Durable Mail mail;
    @Inject @Durable String text;

    @Start
    public void run() {}
  }

  @Test
  void aDurableFieldIsInjectedAndAnInterface() {
    assertThatThrownBy(() -> deploy(NotInjected.class, Postman.class, Timer.class))
        .hasStackTraceContaining("NotInjected.mail: @Durable without @Inject")
        .hasStackTraceContaining(
            "NotInjected.text: String is not an interface, so it cannot be @Durable");
  }
}
