package io.baton.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * In the place of {@code @Test}: the test is run many times, and each time what happens at the same
 * moment happens in another order. The orders are the same in every build.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(Courses.Shuffled.class)
public @interface Shuffle {
  /** How many orders, at least 1: those of the seeds 1, 2, 3 … */
  int value() default 100;

  /** Only the order of this seed, as a failure names it; 0 for all. */
  long seed() default 0;
}
