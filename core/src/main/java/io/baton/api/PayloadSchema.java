package io.baton.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The shape that values of this class are written in, as a number. A value carries it in the member
 * {@code @schema}; one without that member has schema 1, as has a class without this annotation.
 *
 * <p>A value of an older schema is led to this one by {@link Upcaster}s, one number at a time,
 * before it is read.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface PayloadSchema {
  /** 1 or more; one more for each change that older values do not fit. */
  int value();

  /** Where the upcasters are; {@code void.class} for the class itself. */
  Class<?> upcasters() default void.class;
}
