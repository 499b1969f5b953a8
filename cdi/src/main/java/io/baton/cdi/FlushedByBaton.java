package io.baton.cdi;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Put by the extension on beans that have persistence contexts; nothing for applications to use.
 */
@InterceptorBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface FlushedByBaton {
  /** The annotation as a value. */
  final class Literal extends AnnotationLiteral<FlushedByBaton> implements FlushedByBaton {
    private static final long serialVersionUID = 1L;
  }
}
