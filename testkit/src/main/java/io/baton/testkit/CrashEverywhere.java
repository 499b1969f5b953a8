package io.baton.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * In the place of {@code @Test}: the test is run once without a crash, and once more for each
 * command that this took. Then the node crashes before that command's commit; the command is
 * delivered again, and once more after it was done.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(Courses.Crashing.class)
public @interface CrashEverywhere {
  /** Only the crash at this command, as a failure names it; 0 for all. */
  int at() default 0;
}
