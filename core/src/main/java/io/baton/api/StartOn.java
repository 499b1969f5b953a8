package io.baton.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Starts a case of the workflow at every firing of a calendar, one in the whole cluster. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface StartOn {
  /** Five fields as in Unix: minute, hour, day of month, month, day of week. */
  String cron();

  /** Such as {@code Europe/Paris}. */
  String zone() default "UTC";

  /** What happens when the case of the firing before has not ended. */
  Overlap overlap() default Overlap.SKIP;

  /** What happens to firings that nobody was there for. */
  CatchUp catchUp() default CatchUp.ONE;

  /** The fate of a firing that meets its predecessor. */
  enum Overlap {
    /** No case is started. */
    SKIP,
    /** A case is started beside it. */
    ALLOW
  }

  /** The fate of missed firings. */
  enum CatchUp {
    /** None of them starts a case. */
    NONE,
    /** The newest starts a case. */
    ONE,
    /** Each starts a case, at most 100. */
    ALL
  }
}
