package io.baton.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The one method of a workflow that is the body of its cases: at most one parameter, the input.
 *
 * <p>It is run again from its first line in every turn, so it must do nothing but call durable
 * things and compute: no clock, no random numbers, no input or output of its own.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Start {}
