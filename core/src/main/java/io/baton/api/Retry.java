package io.baton.api;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How often an activity is tried: exponential backoff with jitter, durations in ISO-8601. */
@Documented
@Target({})
@Retention(RetentionPolicy.RUNTIME)
public @interface Retry {
  /** Attempts in all, the first one included; at least 1. */
  int maxAttempts() default 5;

  /** Delay before the second attempt. */
  String delay() default "PT1S";

  /** What each delay is multiplied by to give the next; at least 1. */
  double factor() default 2;

  /** No delay is longer. */
  String maxDelay() default "PT5M";

  /** Share of each delay that varies, 0 to 1, so that failed work does not come back in step. */
  double jitter() default 0.2;

  /** Exceptions after which trying again is pointless: the first such failure is the last. */
  Class<? extends Throwable>[] abortOn() default {};

  /** What happens when the attempts are used up. */
  OnExhausted onExhausted() default OnExhausted.FAIL;

  /** The fate of work that failed for good. */
  enum OnExhausted {
    /** The workflow sees an {@link ActivityFailedException}. */
    FAIL,
    /** The case is parked and waits for an operator. */
    PARK
  }
}
