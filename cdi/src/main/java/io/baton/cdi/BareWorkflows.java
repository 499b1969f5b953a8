package io.baton.cdi;

import jakarta.ejb.MessageDriven;
import jakarta.ejb.Singleton;
import jakarta.ejb.Stateful;
import jakarta.ejb.Stateless;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.PersistenceContext;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Nothing stands between the engine and a workflow's code, which runs again in every turn: an
 * interceptor would run again with it, and sees a suspension as an exception that goes by.
 */
final class BareWorkflows {
  private static final List<Class<? extends Annotation>> SESSION_BEANS =
      List.of(Stateless.class, Stateful.class, Singleton.class, MessageDriven.class);

  private final BeanManager manager;

  BareWorkflows(BeanManager manager) {
    this.manager = manager;
  }

  /** One sentence for each thing that is in the way. */
  List<String> problemsWith(Bean<?> bean, Annotated annotated) {
    if (!(annotated instanceof AnnotatedType<?> type)) {
      return List.of(); // Made by a producer, which the engine never asks.
    }
    List<String> problems = new ArrayList<>();
    SESSION_BEANS.stream()
        .filter(type::isAnnotationPresent)
        .forEach(kind -> problems.add(name(kind) + ": a workflow is an ordinary class, no EJB"));
    if (manager.isNormalScope(bean.getScope())) {
      problems.add(
          "%s: a proxy would stand before it; a workflow has no scope"
              .formatted(name(bean.getScope())));
    }
    withPlaces(type)
        .flatMap(part -> interceptors(part).map(a -> around(a.annotationType())))
        .distinct()
        .forEach(problems::add);
    aroundInvoke(type.getJavaClass()).forEach(problems::add);
    decorators(bean).forEach(problems::add);
    if (PersistenceContexts.areFieldsOf(type.getJavaClass())) {
      problems.add(
          name(PersistenceContext.class)
              + ": what a workflow reads would not be the same in the next turn; read it in an activity");
    }
    return problems;
  }

  private static Stream<Annotated> withPlaces(AnnotatedType<?> type) {
    return Stream.concat(
        Stream.of(type),
        Stream.concat(type.getMethods().stream(), type.getConstructors().stream()));
  }

  private Stream<Annotation> interceptors(Annotated part) {
    return part.getAnnotations().stream()
        .flatMap(this::withThoseOfItsStereotype)
        .filter(this::isOne);
  }

  private Stream<Annotation> withThoseOfItsStereotype(Annotation annotation) {
    Class<? extends Annotation> type = annotation.annotationType();
    return manager.isStereotype(type)
        ? manager.getStereotypeDefinition(type).stream().flatMap(this::withThoseOfItsStereotype)
        : Stream.of(annotation);
  }

  private boolean isOne(Annotation annotation) {
    return annotation.annotationType() == Interceptors.class
        || manager.isInterceptorBinding(annotation.annotationType());
  }

  private static String around(Class<? extends Annotation> binding) {
    return name(binding) + ": no interceptor may stand around workflow code; put it on an activity";
  }

  private static Stream<String> aroundInvoke(Class<?> type) {
    return Stream.<Class<?>>iterate(type, c -> c != null, Class::getSuperclass)
        .flatMap(c -> Arrays.stream(c.getDeclaredMethods()))
        .filter(method -> method.isAnnotationPresent(AroundInvoke.class))
        .map(Method::getName)
        .map(method -> around(AroundInvoke.class).replace(":", " (" + method + "):"));
  }

  private Stream<String> decorators(Bean<?> bean) {
    Set<Type> types = bean.getTypes();
    Annotation[] qualifiers = bean.getQualifiers().toArray(Annotation[]::new);
    return manager.resolveDecorators(types, qualifiers).stream()
        .map(
            decorator ->
                "no decorator may stand around workflow code, as %s does"
                    .formatted(decorator.getBeanClass().getName()));
  }

  private static String name(Class<? extends Annotation> annotation) {
    return "@" + annotation.getSimpleName();
  }
}
