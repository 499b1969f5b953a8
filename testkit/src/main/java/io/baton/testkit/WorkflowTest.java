package io.baton.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class of workflows. Its methods may take a {@link Kit}, a new one for each test. What its
 * fields hold that implements an activity interface, answers that interface's activities: plain
 * objects, or mocks of any library.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(WorkflowExtension.class)
public @interface WorkflowTest {
  /** The workflows under test, the one that {@link Kit#start(Object)} starts first. */
  Class<?>[] value() default {};

  /** Activity interfaces that only graphs call; those of the workflows need not be named. */
  Class<?>[] activities() default {};
}
