package io.baton.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A static method that turns a value of schema {@link #from} into the next one: it takes a Jackson
 * {@code ObjectNode} and changes it, or returns another.
 *
 * <p>It is called again each time that an old value is read, so the same value must always give the
 * same: no clock, no random numbers, no look at anything else.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Upcaster {
  /** The schema that the method takes; what it gives has the next number. */
  int from();
}
