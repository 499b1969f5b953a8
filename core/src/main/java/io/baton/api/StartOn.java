package io.baton.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Starts cases of the workflow: one at every firing of a calendar in the whole cluster, or one for
 * each record of a topic of Kafka. Each annotation says one of both; at most one names a calendar.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(StartOn.Several.class)
public @interface StartOn {
  /** Five fields as in Unix: minute, hour, day of month, month, day of week. */
  String cron() default "";

  /**
   * A topic: the value of each record is the input of a case, which has the record's key as its id,
   * or one of its own when there is none. A record that comes again starts no second case.
   */
  String kafka() default "";

  /** Such as {@code Europe/Paris}. */
  String zone() default "UTC";

  /** What happens when the case of the firing before has not ended. */
  Overlap overlap() default Overlap.SKIP;

  /** What happens to firings that nobody was there for. */
  CatchUp catchUp() default CatchUp.ONE;

  /** Holds several. */
  @Documented
  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  @interface Several {
    StartOn[] value();
  }

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
