package io.baton.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method of an activity interface: one unit of application work, one command, one transaction.
 *
 * <p>What the method does to transactional resources commits together with the step of the case, or
 * not at all. An exception of its {@code throws} clause, or any {@link BusinessException}, is an
 * answer: it is never retried and reaches the workflow. Any other exception is a failed attempt.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Activity {
  /**
   * The method of the same interface that takes this one's effect back; empty for none. It has this
   * method's parameters, optionally followed by one for this method's result, which is null when
   * nobody knows it. Without an {@code @Activity} of its own it is done in the same mode, by the
   * same destination.
   */
  String undo() default "";

  /** How often the work is tried, and how long apart. */
  Retry retry() default @Retry;

  /** Default: the work joins the transaction of the step. */
  ActivityMode mode() default ActivityMode.XA;

  /**
   * REMOTE only: where workers take requests. {@code hotel} is the queue {@code baton.work.hotel},
   * {@code kafka:hotel} the topic {@code hotel} of Kafka; 1 to 100 letters, digits, dashes and
   * underscores, dots between them.
   */
  String destination() default "";

  /**
   * REMOTE: how long an attempt may go without an answer or heartbeat; ISO-8601. EXTERNAL: how long
   * the call may last; a call that comes back later counts as failed. Empty: REMOTE a day, EXTERNAL
   * three quarters of the transaction time-out, which is the longest there is.
   */
  String timeout() default "";
}
