package io.baton.worker;

import static io.baton.worker.Broker.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.model.Command;
import io.baton.model.Command.DelayAnswer;
import io.baton.model.Command.SettleRef;
import io.baton.model.Command.SettleUndo;
import io.baton.model.Failure;
import io.baton.model.Failure.Category;
import io.baton.wire.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A worker in Java, from a request on its queue to the answer. */
@SuppressWarnings("try") // A worker works without being spoken to.
class WorkerTest {
  private static Broker broker;

  private final Queue<Task> seen = new ConcurrentLinkedQueue<>();

  @BeforeAll
  static void start() throws Exception {
    broker = new Broker();
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  private Worker worker(String method, Handler handler) {
    return Worker.on(broker.connections())
        .destination("hotel")
        .handle(
            "Booking." + method,
            (args, task) -> {
              seen.add(task);
              return handler.handle(args, task);
            })
        .start();
  }

  @Test
  void aValueIsAnswered() throws Exception {
    try (Worker worker =
        worker(
            "reserveHotel",
            (args, task) -> Map.of("room", args.get(0, String.class) + args.json(1).intValue()))) {
      broker.ask(request("t-1", "reserveHotel", "SAVOY", 7));
      assertThat(broker.answer())
          .isInstanceOfSatisfying(
              SettleRef.class,
              answer -> {
                assertThat(answer.caseId().value()).isEqualTo("t-1");
                assertThat(answer.ref().value()).isEqualTo("2.1");
                assertThat(answer.attempt()).isEqualTo(3);
                assertThat(answer.value()).isEqualTo(Json.payload(Map.of("room", "SAVOY7")));
              });
    }
    assertThat(seen)
        .singleElement()
        .returns("t-1/2.1", Task::idempotencyKey)
        .returns("alice", Task::starter)
        .returns(3, Task::attempt)
        .satisfies(task -> assertThat(task.deadline()).isAfter(Instant.now()));
  }

  @Test
  void anUndoIsAnsweredAsOneAndItsNullIsNull() throws Exception {
    try (Worker worker =
        worker("cancelHotel", (args, task) -> args.get(1, String.class) == null ? null : 1)) {
      broker.ask(request("t-2", "cancelHotel", "SAVOY", null));
      assertThat(broker.answer())
          .isInstanceOfSatisfying(
              SettleUndo.class, answer -> assertThat(answer.failure()).isNull());
    }
    assertThat(seen).singleElement().returns("t-2/2.1/undo", Task::idempotencyKey);
  }

  @Test
  void aRefusalIsAnAnswerAndAnyOtherExceptionAFailedAttempt() throws Exception {
    try (Worker worker =
        worker(
            "reserveHotel",
            (args, task) -> {
              if (args.json(0).booleanValue()) {
                throw new Refusal("NoRooms", "full");
              }
              throw new IllegalStateException("the line is dead");
            })) {
      broker.ask(request("t-3", "reserveHotel", true));
      assertThat(failure(broker.answer()))
          .isEqualTo(new Failure(Category.BUSINESS, "NoRooms", "full"));
      broker.ask(request("t-3", "reserveHotel", false));
      assertThat(failure(broker.answer()))
          .isEqualTo(
              new Failure(
                  Category.TECHNICAL, "java.lang.IllegalStateException", "the line is dead"));
      broker.ask(request("t-3", "reserveHotel"));
      assertThat(failure(broker.answer()).message())
          .isEqualTo("there is no argument 0, there are 0");
    }
  }

  private static Failure failure(Command answer) {
    return ((SettleRef) answer).failure();
  }

  @Test
  void aHeartbeatIsHeardBeforeTheAnswer() throws Exception {
    CountDownLatch heard = new CountDownLatch(1);
    try (Worker worker =
        worker(
            "reserveHotel",
            (args, task) -> {
              task.heartbeat();
              heard.await();
              return "done";
            })) {
      broker.ask(request("t-4", "reserveHotel"));
      assertThat(broker.answer())
          .isInstanceOfSatisfying(
              DelayAnswer.class, beat -> assertThat(beat.attempt()).isEqualTo(3));
      heard.countDown();
      assertThat(broker.answer()).isInstanceOf(SettleRef.class);
    }
  }

  @Test
  void nobodyWorksForARequestWhoseDeadlineHasPassed() throws Exception {
    broker.ask(Broker.until(Instant.EPOCH, request("t-5", "reserveHotel")));
    broker.ask(request("t-6", "reserveHotel"));
    try (Worker worker = worker("reserveHotel", (args, task) -> "done")) {
      assertThat(broker.answer().caseId().value()).isEqualTo("t-6");
    }
    assertThat(seen).extracting(Task::caseId).containsExactly("t-6");
  }

  @Test
  void requestsOfOthersAreLeftForThem() throws Exception {
    broker.ask(request("t-7", "cancelHotel"));
    broker.ask(request("t-8", "reserveHotel"));
    try (Worker worker = worker("reserveHotel", (args, task) -> "done")) {
      assertThat(broker.answer().caseId().value()).isEqualTo("t-8");
    }
    try (Worker worker = worker("cancelHotel", (args, task) -> "done")) {
      assertThat(broker.answer().caseId().value()).isEqualTo("t-7");
    }
  }

  @Test
  void aWorkerThatEndsInTheMiddleHasNotAnsweredAndAnotherOneDoesTheWork() throws Exception {
    try (Worker worker =
        worker(
            "reserveHotel",
            (args, task) -> {
              throw new InterruptedException("the process ends");
            })) {
      broker.ask(request("t-9", "reserveHotel"));
      while (seen.isEmpty()) {
        Thread.onSpinWait();
      }
    }
    try (Worker worker = worker("reserveHotel", (args, task) -> "second")) {
      assertThat(((SettleRef) broker.answer()).value()).isEqualTo(Json.payload("second"));
    }
  }

  @Test
  void whatIsNoRequestBecomesADeadLetter() {
    try (Worker worker = worker("reserveHotel", (args, task) -> "done")) {
      broker.send("Booking.reserveHotel", "hello");
      assertThat(broker.dead()).isEqualTo("hello");
    }
  }

  @Test
  void aWorkerNeedsSomethingToDo() {
    assertThatThrownBy(() -> Worker.on(broker.connections()).destination("hotel").start())
        .hasMessage("a worker needs a destination and a handler");
    assertThatThrownBy(() -> Worker.on(broker.connections()).threads(0))
        .hasMessage("threads is 0, the least is 1");
    assertThat(List.copyOf(seen)).isEmpty();
  }
}
