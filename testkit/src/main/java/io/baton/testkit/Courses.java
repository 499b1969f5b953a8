package io.baton.testkit;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.opentest4j.AssertionFailedError;

/** The courses of events in which a test is run. */
final class Courses {
  private Courses() {}

  /** What {@link Shuffle} runs. */
  static final class Shuffled implements TestTemplateInvocationContextProvider {
    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
      return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
        ExtensionContext context) {
      Shuffle wanted = context.getRequiredTestMethod().getAnnotation(Shuffle.class);
      LongStream seeds =
          wanted.seed() != 0
              ? LongStream.of(wanted.seed())
              : LongStream.rangeClosed(1, wanted.value());
      return seeds.mapToObj(seed -> new Run(new Course(seed, 0), commands -> {}));
    }
  }

  /** What {@link CrashEverywhere} runs. */
  static final class Crashing implements TestTemplateInvocationContextProvider {
    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
      return true;
    }

    /** The runs are made one by one: how many there are is known when the first one is over. */
    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
        ExtensionContext context) {
      CrashEverywhere wanted = context.getRequiredTestMethod().getAnnotation(CrashEverywhere.class);
      if (wanted.at() != 0) {
        return Stream.of(new Run(new Course(0, wanted.at()), commands -> {}));
      }
      AtomicInteger commands = new AtomicInteger();
      return IntStream.iterate(0, at -> at <= commands.get(), at -> at + 1)
          .mapToObj(at -> new Run(new Course(0, at), at == 0 ? commands::set : seen -> {}));
    }
  }

  /**
   * One run of the test.
   *
   * @param commands is told how many commands it took, unless it failed
   */
  private record Run(Course course, IntConsumer commands)
      implements TestTemplateInvocationContext,
          BeforeEachCallback,
          AfterEachCallback,
          TestExecutionExceptionHandler {
    @Override
    public String getDisplayName(int invocationIndex) {
      return course.describe();
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(this);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
      WorkflowExtension.choose(context, course);
    }

    @Override
    public void afterEach(ExtensionContext context) {
      if (context.getExecutionException().isEmpty()) {
        commands.accept(WorkflowExtension.kit(context).commands());
      }
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable thrown)
        throws Throwable {
      if (course.equals(Course.PLAIN)) {
        throw thrown;
      }
      throw new AssertionFailedError(
          "%s (alone: %s): %s".formatted(course.describe(), course.again(), thrown.getMessage()),
          thrown);
    }
  }
}
