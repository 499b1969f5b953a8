package io.baton.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.Activity;
import io.baton.api.ActivityMode;
import io.baton.api.BusinessException;
import io.baton.api.CaseStatus;
import io.baton.api.Cases.CaseHandle;
import io.baton.api.Durable;
import io.baton.api.Flow;
import io.baton.api.Retry;
import io.baton.api.Start;
import io.baton.api.Workflow;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.CommandId;
import io.baton.model.RefId;
import io.baton.model.RemoteRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Work of somebody else, and outputs, in a plain JVM. */
class RemoteTest {
  public interface Hotel {
    @Activity(
        mode = ActivityMode.REMOTE,
        destination = "hotel",
        timeout = "PT1H",
        undo = "cancel",
        retry = @Retry(maxAttempts = 2, delay = "PT0.1S", jitter = 0))
    String reserve(String what);

    void cancel(String what, String reservation);
  }

  @Workflow(name = "stay")
  public static class Stay {
    @Durable Hotel hotel;
    Flow flow;

    @Start
    public String run(String what) {
      String room = hotel.reserve(what);
      flow.output("rooms", room);
      return hotel.reserve("no " + what) + room;
    }
  }

  public interface Inn {
    @Activity(
        mode = ActivityMode.REMOTE,
        destination = "inn",
        timeout = "PT1H",
        retry = @Retry(maxAttempts = 1, onExhausted = Retry.OnExhausted.PARK))
    String reserve(String what);
  }

  @Workflow(name = "stubborn")
  public static class Stubborn {
    @Durable Inn inn;

    @Start
    public String run(String what) {
      return inn.reserve(what);
    }
  }

  private final List<RemoteRequest> asked = new CopyOnWriteArrayList<>();

  private Object work(RemoteRequest request) {
    asked.add(request);
    String what = request.args().get(0).json().textValue();
    if (what.startsWith("no ")) {
      throw new BusinessException("no rooms");
    }
    if (request.attempt() == 1) {
      throw new IllegalStateException("no line");
    }
    return "room of " + what;
  }

  @Test
  void aWorkerInThisProcessAnswersFailsRefusesAndUndoes() {
    CaseHandle stay;
    try (Baton baton =
        Baton.builder()
            .workflow(Stay.class)
            .remote(Hotel.class)
            .worker("hotel", this::work)
            .start()) {
      stay = baton.cases().workflow("stay").caseId("s").start("savoy");
      assertThatThrownBy(() -> stay.result(String.class, Duration.ofSeconds(30)))
          .hasMessageContaining("no rooms");
      assertThat(stay.status()).isEqualTo(CaseStatus.COMPENSATED);
    }
    assertThat(asked)
        .extracting(r -> r.idempotencyKey() + " #" + r.attempt() + " " + r.args())
        .containsExactly(
            "s/1 #1 [\"savoy\"]",
            "s/1 #2 [\"savoy\"]",
            "s/3 #1 [\"no savoy\"]",
            "s/1/undo #1 [\"savoy\", \"room of savoy\"]",
            "s/1/undo #2 [\"savoy\", \"room of savoy\"]");
  }

  @Test
  void withoutAWorkerRequestsWaitForTheTestAndThenForTheirTime() {
    ManualBaton baton = Baton.builder().workflow(Stay.class).remote(Hotel.class).manual();
    CaseHandle stay = baton.cases().workflow("stay").caseId("s").start("savoy");
    baton.advance(Duration.ofMinutes(59));
    assertThat(baton.requests()).hasSize(1);
    assertThat(baton.outputs()).isEmpty();
    baton.advance(Duration.ofMinutes(2));
    assertThat(baton.requests())
        .as("the first attempt has timed out")
        .extracting(ask -> ask.request().attempt())
        .containsExactly(1, 2);
    baton.runUntilIdle();
    assertThat(stay.status()).isNotEqualTo(CaseStatus.COMPLETED);
    assertThat(baton.requests())
        .as("it may have happened, so it is taken back")
        .anyMatch(ask -> ask.request().undo());
  }

  private ManualBaton undoing() {
    ManualBaton baton = Baton.builder().workflow(Stay.class).remote(Hotel.class).manual();
    CaseHandle stay = baton.cases().workflow("stay").caseId("s").start("savoy");
    while (baton.runDue()) {}
    stay.cancel("enough");
    while (baton.runDue()) {}
    assertThat(last(baton)).returns(true, RemoteRequest::undo).returns(1, RemoteRequest::attempt);
    return baton;
  }

  private static RemoteRequest last(ManualBaton baton) {
    return baton.requests().get(baton.requests().size() - 1).request();
  }

  private static void alive(ManualBaton baton, String id, int attempt) {
    CommandId command = new CommandId(id);
    RefId ref = last(baton).ref();
    baton.send(new Command.DelayAnswer(new CaseId("s"), command, ref, attempt, true, null, null));
  }

  /** An undo of which nothing is said has the activity's time-out. */
  @Test
  void aSignOfLifePutsTheEndOfAnUndoOff() {
    ManualBaton baton = undoing();
    baton.advance(Duration.ofMinutes(50));
    alive(baton, "alive", 1);
    baton.advance(Duration.ofMinutes(50));
    assertThat(last(baton).attempt()).isEqualTo(1);
    baton.advance(Duration.ofMinutes(11));
    assertThat(last(baton).attempt()).as("an hour after the sign of life").isEqualTo(2);
    alive(baton, "late", 1);
    baton.advance(Duration.ofMinutes(50));
    assertThat(last(baton).attempt()).isEqualTo(2);
    baton.advance(Duration.ofMinutes(11));
    assertThat(last(baton).attempt()).as("the first try's puts nothing off").isEqualTo(3);
  }

  @Test
  void theSignOfLifeOfAStepIsNoneOfItsUndo() {
    ManualBaton baton = undoing();
    baton.advance(Duration.ofMinutes(50));
    baton.send(new Command.DelayAnswer(new CaseId("s"), new CommandId("a"), last(baton).ref(), 1));
    baton.advance(Duration.ofMinutes(11));
    assertThat(last(baton).attempt()).isEqualTo(2);
  }

  @Test
  void aCaseThatWasParkedAtARequestGivesItItsTimeAnew() {
    ManualBaton baton = Baton.builder().workflow(Stubborn.class).remote(Inn.class).manual();
    CaseHandle stay = baton.cases().workflow("stubborn").caseId("s").start("savoy");
    baton.advance(Duration.ofHours(9));
    assertThat(stay.status()).isEqualTo(CaseStatus.PARKED);
    stay.retry();
    baton.advance(Duration.ofMinutes(59));
    assertThat(stay.status()).isEqualTo(CaseStatus.RUNNING);
    assertThat(last(baton).deadline()).isAfter(baton.clock().instant());
    baton.advance(Duration.ofMinutes(2));
    assertThat(stay.status()).isEqualTo(CaseStatus.PARKED);
  }

  @Test
  void anInterfaceWithWorkOfOnesOwnNeedsABean() {
    assertThatThrownBy(() -> Baton.builder().remote(Trip.Booking.class))
        .hasMessageContaining("is not REMOTE: the interface needs a bean");
  }
}
