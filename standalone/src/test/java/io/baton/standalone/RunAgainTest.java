package io.baton.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.Activity;
import io.baton.api.BusinessException;
import io.baton.api.CaseStatus;
import io.baton.api.Durable;
import io.baton.api.Flow;
import io.baton.api.Retry;
import io.baton.api.Signal;
import io.baton.api.Start;
import io.baton.api.Workflow;
import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Cases that failed are run again as a whole, once they are undone, if their workflow says so. */
@DisplayName("A3.14 retry of a whole case")
class RunAgainTest {
  public interface Work {
    @Activity(undo = "undoOne")
    String one(String what);

    @Activity(retry = @Retry(maxAttempts = 2, delay = "PT1S", jitter = 0))
    void undoOne(String what);

    @Activity(retry = @Retry(maxAttempts = 1))
    String two(String what);
  }

  private final List<String> done = new ArrayList<>();
  private int failures;
  private boolean undoIsBroken;

  private final class Worker implements Work {
    @Override
    public String one(String what) {
      done.add("one");
      return what;
    }

    @Override
    public void undoOne(String what) {
      if (undoIsBroken) {
        throw new IllegalStateException("no way back");
      }
      done.add("undo");
    }

    @Override
    public String two(String what) {
      if (failures-- > 0) {
        throw new BusinessException("full");
      }
      done.add("two");
      return what + "!";
    }
  }

  @Workflow(
      name = "trip",
      retryCase = @Retry(maxAttempts = 3, delay = "PT10M", maxDelay = "PT1H", jitter = 0))
  public static class Trip {
    @Durable Work work;

    @Start
    public String run(String what) {
      return work.two(work.one(what));
    }
  }

  @Workflow(name = "family")
  public static class Family {
    @Durable Work work;
    @jakarta.inject.Inject Flow flow;

    @Start
    public String run(String what) {
      String told = flow.child("trip", what, String.class);
      flow.await(Signal.of("go", String.class));
      throw new BusinessException(told);
    }
  }

  @Workflow(
      name = "wrong",
      retryCase = @Retry(maxAttempts = 3, onExhausted = Retry.OnExhausted.PARK))
  public static class Wrong {
    @Start
    public void run() {}
  }

  private final ManualBaton baton =
      Baton.builder()
          .workflow(Trip.class)
          .workflow(Family.class)
          .activities(Work.class, new Worker())
          .manual();

  private void run(BooleanSupplier next) {
    while (next.getAsBoolean()) {}
  }

  private void run() {
    run(baton::runDue);
  }

  private void start() {
    baton.cases().workflow("trip").caseId("t").businessKey("order-7").label("a", "b").start("x");
    run();
  }

  private Case now(String id) {
    return baton.all().stream().filter(c -> c.id().value().equals(id)).findFirst().orElseThrow();
  }

  private List<String> ids() {
    return baton.all().stream().map(c -> c.id().value()).toList();
  }

  @Test
  void aFailedCaseIsUndoneAndRunAgainAfterItsDelay() {
    failures = 1;
    start();
    assertThat(now("t").status()).isEqualTo(CaseStatus.COMPENSATED);
    assertThat(now("t").next()).isEqualTo(new CaseId("t~2"));
    assertThat(done).containsExactly("one", "undo");
    baton.advance(Duration.ofMinutes(9));
    assertThat(done).hasSize(2);
    baton.advance(Duration.ofMinutes(2));
    assertThat(done).containsExactly("one", "undo", "one", "two");
    assertThat(now("t~2"))
        .returns(CaseStatus.COMPLETED, Case::status)
        .returns("order-7", Case::businessKey)
        .returns(now("t").input(), Case::input)
        .returns(new CaseId("t"), c -> c.circumstances().original())
        .returns(2, c -> c.circumstances().attemptNumber())
        .returns("b", c -> c.circumstances().labels().get("a"));
    assertThat(baton.cases().get("t").result(String.class, Duration.ofSeconds(1))).isEqualTo("x!");
  }

  @Test
  void theDelaysGrowAndTheLastRunIsTheLast() {
    failures = 9;
    start();
    baton.advance(Duration.ofMinutes(10));
    assertThat(ids()).containsExactly("t", "t~2", "t~3");
    baton.advance(Duration.ofMinutes(19));
    assertThat(now("t~3").hasBegun()).isFalse();
    baton.advance(Duration.ofDays(1));
    assertThat(ids()).containsExactly("t", "t~2", "t~3");
    assertThat(now("t~3"))
        .returns(CaseStatus.COMPENSATED, Case::status)
        .returns(null, Case::next)
        .returns(new CaseId("t"), c -> c.circumstances().original());
  }

  @Test
  void thereIsExactlyOneNextRunHoweverOftenANodeCrashes() {
    failures = 4; // Each command is done twice.
    baton.cases().workflow("trip").caseId("t").start("x");
    for (int steps = 0; steps < 60; steps++) {
      run(baton::crash);
      baton.advance(Duration.ofMinutes(1));
      failures = Math.min(failures, baton.all().size() > 1 ? 0 : 4);
    }
    assertThat(ids()).containsExactly("t", "t~2");
    assertThat(now("t~2").status()).isEqualTo(CaseStatus.COMPLETED);
    long told =
        baton.journal(new CaseId("t")).stream()
            .flatMap(turn -> turn.events().stream())
            .filter(Event.CaseRetried.class::isInstance)
            .count();
    assertThat(told).isEqualTo(1);
  }

  @Test
  void whileAnUndoIsParkedThereIsNoNextRun() {
    failures = 1;
    undoIsBroken = true;
    start();
    baton.advance(Duration.ofDays(1));
    assertThat(ids()).containsExactly("t");
    assertThat(now("t").status()).isEqualTo(CaseStatus.PARKED);
    undoIsBroken = false;
    baton.cases().get("t").retry();
    run();
    assertThat(ids()).containsExactly("t", "t~2");
  }

  @Test
  void aCaseThatIsCancelledIsNotRunAgain() {
    failures = 1;
    undoIsBroken = true;
    start();
    baton.cases().get("t").cancel("enough"); // While it is being undone.
    run();
    undoIsBroken = false;
    baton.advance(Duration.ofSeconds(2));
    assertThat(now("t").status()).isEqualTo(CaseStatus.COMPENSATED);
    assertThat(ids()).containsExactly("t");
  }

  @Test
  void whatIsWantedOfTheCaseIsWantedOfItsNextRun() {
    failures = 1;
    start();
    baton.cases().get("t").cancel("not any more");
    run();
    assertThat(now("t~2").status()).isEqualTo(CaseStatus.CANCELLED);
    baton.advance(Duration.ofDays(1));
    assertThat(done).containsExactly("one", "undo");
  }

  @Test
  void aParentAwaitsTheLastRunOfItsChildAndHasThatUndone() {
    failures = 1;
    baton.cases().workflow("family").caseId("f").start("x");
    run();
    assertThat(now("f").openRefs()).hasSize(1);
    String child = ids().get(1);
    baton.advance(Duration.ofMinutes(10));
    assertThat(now(child + "~2").status()).isEqualTo(CaseStatus.COMPLETED);
    baton.cases().get("f").signal(Signal.of("go", String.class), "now");
    run();
    assertThat(done).containsExactly("one", "undo", "one", "two", "undo");
    assertThat(now("f").status()).isEqualTo(CaseStatus.COMPENSATED);
    assertThat(now(child + "~2").status()).isEqualTo(CaseStatus.CANCELLED);
  }

  @Test
  void anIdThatIsTakenIsAnIncident() {
    failures = 1;
    baton.cases().workflow("trip").caseId("t~2").start("y");
    baton.cases().workflow("trip").caseId("t").start("x");
    failures = 2;
    run();
    assertThat(baton.incidents())
        .extracting(incident -> incident.code())
        .containsExactly("BATON-1350");
  }

  @Test
  void aRepetitionByHandBeginsToCountAnew() {
    failures = 9;
    start();
    baton.advance(Duration.ofDays(1));
    String again = baton.cases().get("t~3").repeat().id();
    run();
    assertThat(ids()).contains(again + "~2");
  }

  @Test
  void longIdsStayWithinTheirLimit() {
    CaseId longest = new CaseId("i".repeat(200));
    CaseId second = longest.again(2);
    assertThat(second.value()).hasSizeLessThan(200).endsWith("~2");
    assertThat(second.again(3).value()).isEqualTo(second.value().replaceFirst("~2$", "~3"));
  }

  @Test
  void aPolicyThatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> Baton.builder().workflow(Wrong.class).manual())
        .hasMessageContaining("neither abortOn nor onExhausted is for whole cases");
  }

  @Test
  void aGraphIsRunAgainAndGetsInLine() {
    Baton.Builder builder = Baton.builder().activities(Work.class, new Worker());
    builder.deploy(
        """
        {"schema":"baton-graph/1","name":"narrow","version":1,
         "concurrency":{"limit":1,"whenFull":"QUEUE"},
         "retryCase":{"attempts":2,"delay":"PT0S"},
         "nodes":{"one":{"kind":"activity","activity":"Work.one","args":["x"]},
                  "two":{"kind":"activity","after":["one"],"activity":"Work.two","args":["x"]}}}
        """);
    ManualBaton graphs = builder.manual();
    failures = 1;
    graphs.cases().workflow("narrow").caseId("n").start(null);
    graphs.cases().workflow("narrow").caseId("m").start(null);
    graphs.runUntilIdle();
    assertThat(graphs.all())
        .extracting(c -> c.id() + " " + c.status())
        .containsExactly("m COMPLETED", "n COMPENSATED", "n~2 COMPLETED");
  }
}
