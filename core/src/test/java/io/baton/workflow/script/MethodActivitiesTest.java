package io.baton.workflow.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.Activity;
import io.baton.api.ActivityMode;
import io.baton.api.BusinessException;
import io.baton.api.Retry;
import io.baton.model.ActivityName;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.Command.ExecuteActivity;
import io.baton.model.Failure;
import io.baton.model.Failure.Category;
import io.baton.model.Origin;
import io.baton.model.Payload;
import io.baton.model.RefId;
import io.baton.model.WorkflowId;
import io.baton.port.Activities.FloorException;
import io.baton.port.Activities.Outcome;
import io.baton.wire.Json;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.sql.SQLRecoverableException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a method's end means. */
class MethodActivitiesTest {
  /** A closer answer than its superclass. */
  public static class Closer extends BusinessException {
    private static final long serialVersionUID = 1L;

    public Closer(String message) {
      super(message);
    }
  }

  public interface Work {
    @Activity(retry = @Retry(abortOn = ArithmeticException.class))
    int work(int n, String text) throws IOException, FileNotFoundException;

    @Activity
    void wide() throws Exception;

    @Activity
    String text();

    @Activity(mode = ActivityMode.EXTERNAL, timeout = "PT1S")
    void slow();
  }

  private Exception trouble;
  private String result = "";

  private final Work bean =
      new Work() {
        @Override
        public int work(int n, String text) throws IOException {
          if (trouble instanceof IOException io) {
            throw io;
          }
          if (trouble != null) {
            throw (RuntimeException) trouble;
          }
          return n + String.valueOf(text).length();
        }

        @Override
        public String text() {
          return result;
        }

        @Override
        public void wide() throws Exception {
          throw trouble;
        }

        @Override
        public void slow() {}
      };

  private final ActivityHost host =
      new ActivityHost() {
        @Override
        public Bean bean(Class<?> activityInterface) {
          return new Bean(bean, () -> {});
        }

        @Override
        public <T> T around(Command.Work command, boolean suspect, Callable<T> work)
            throws Exception {
          return work.call();
        }

        @Override
        public <T> T outside(Command.Work command, @Nullable Duration longest, Callable<T> work)
            throws Exception {
          T result = work.call();
          if (longest != null) {
            throw new LateException(command, longest);
          }
          return result;
        }

        @Override
        public boolean isFloor(Throwable thrown) {
          return thrown instanceof SQLRecoverableException;
        }
      };

  private Outcome run(String method, Object... args) {
    Scripts scripts = Scripts.read(List.of(), List.of(Work.class), type -> null);
    List<Payload> payloads = Arrays.stream(args).map(Json::payload).toList();
    ExecuteActivity command =
        new ExecuteActivity(
            new CaseId("c"),
            new RefId("1"),
            new ActivityName("Work." + method),
            1,
            payloads,
            new Origin(new WorkflowId("w", 1), "alice", 1));
    return new MethodActivities(scripts, host).run(command, payloads, false);
  }

  private Outcome.Failed fails(String method, Exception with) {
    trouble = with;
    Object[] args = method.equals("work") ? new Object[] {1, "x"} : new Object[0];
    return (Outcome.Failed) run(method, args);
  }

  private static Outcome failed(Category category, Class<?> type, String text, boolean retryable) {
    return new Outcome.Failed(new Failure(category, type.getName(), text), retryable);
  }

  @Test
  void aResultIsAnAnswer() {
    assertThat(run("work", 1, "abc")).isEqualTo(new Outcome.Done(Json.payload(4)));
    assertThat(run("work", 1, null)).isEqualTo(new Outcome.Done(Json.payload(5)));
  }

  @Test
  void anExceptionOfTheThrowsClauseIsAnAnswerByItsMostSpecialClass() {
    assertThat(fails("work", new FileNotFoundException("f")))
        .isEqualTo(failed(Category.BUSINESS, FileNotFoundException.class, "f", false));
    assertThat(fails("work", new java.io.EOFException("e")))
        .isEqualTo(failed(Category.BUSINESS, IOException.class, "e", false));
  }

  @Test
  void aBusinessExceptionIsAnAnswer() {
    assertThat(fails("work", new Closer("c")))
        .isEqualTo(failed(Category.BUSINESS, Closer.class, "c", false));
  }

  @Test
  void anythingElseIsAFailedAttempt() {
    assertThat(fails("work", new IllegalStateException("bug", new IOException("disk full"))))
        .isEqualTo(
            failed(
                Category.TECHNICAL, IllegalStateException.class, "bug; caused by disk full", true));
  }

  @Test
  void someFailuresAreHopeless() {
    assertThat(fails("work", new ArithmeticException("by zero")))
        .isEqualTo(failed(Category.TECHNICAL, ArithmeticException.class, "by zero", false));
  }

  @Test
  void throwsExceptionMakesNoAnswerOfABug() {
    assertThat(fails("wide", new NullPointerException("oops")).failure().category())
        .isEqualTo(Category.TECHNICAL);
    assertThat(fails("wide", new IOException("no")).failure())
        .isEqualTo(new Failure(Category.BUSINESS, Exception.class.getName(), "no"));
  }

  @Test
  void aCallThatComesBackTooLateIsATimeoutWhateverItBrings() {
    assertThat(run("slow"))
        .isEqualTo(
            new Outcome.Failed(
                new Failure(
                    Category.TIMEOUT,
                    "Timeout",
                    "Work.slow took longer than PT1S; whatever it did outside stays"),
                true));
  }

  @Test
  void aBrokenFloorIsNobodysAttempt() {
    trouble = new SQLRecoverableException("away");
    assertThatThrownBy(() -> run("wide")).isInstanceOf(FloorException.class);
  }

  @Test
  void argumentsThatDoNotFitAreTriedAgainForAnotherNodeMayHaveTheCode() {
    Outcome.Failed failed = (Outcome.Failed) run("work", "one", "x");
    assertThat(failed.failure().category()).isEqualTo(Category.FATAL);
    assertThat(failed.failure().message())
        .startsWith("Work.work, parameter n (int) does not fit what is stored: ");
    assertThat(((Outcome.Failed) run("work", 1)).failure().message())
        .isEqualTo("Work.work takes 2 arguments, the command has 1");
    assertThat(((Outcome.Failed) run("work", null, "x")).retryable()).isTrue();
  }

  @Test
  void aResultThatCannotBeStoredIsNamed() {
    result = "x".repeat(Json.MAX_DOCUMENT);
    assertThat(((Outcome.Failed) run("text")).failure().message())
        .isEqualTo(
            "Work.text, result (String) cannot be stored: text has more than 1000000 characters,"
                + " the limit is 1000000");
  }
}
