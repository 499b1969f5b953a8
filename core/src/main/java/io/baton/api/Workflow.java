package io.baton.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A workflow written as code. A case stays on the version it was started with, so a version whose
 * cases may still run is never changed: a new one is put beside it.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Workflow {
  /** 1 to 100 characters: letters, digits, dot, dash, underscore. */
  String name();

  /** 1 or more; the highest is what a start without a version gets. */
  int version() default 1;

  /**
   * How often a case that failed, and is undone, is run again as a new case: attempts in all, the
   * first one included. {@code abortOn} and {@code onExhausted} have no meaning here.
   */
  Retry retryCase() default @Retry(maxAttempts = 1);

  /**
   * How many activities of a case one transaction may do, one after the other: 1 to 100. With 1
   * each is durable before the next begins. With more a case is quicker, and what a transaction has
   * not committed yet is done again after a failure, as one: nothing is lost or doubled, but locks
   * that an activity takes last until the end of the last one. An activity with effects outside of
   * the transaction is always alone.
   */
  int chain() default 1;
}
