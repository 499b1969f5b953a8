package io.baton.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name by which a record tells in JSON which member of its sealed family it is; without it the
 * simple name of its class. Stored values carry the name, so it stays when the class gets another.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface PayloadName {
  /** 1 to 100 characters: letters, digits, dot, dash, underscore. */
  String value();
}
