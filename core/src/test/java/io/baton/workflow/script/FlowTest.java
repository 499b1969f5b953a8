package io.baton.workflow.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.AllFailedException;
import io.baton.api.Branch;
import io.baton.api.BusinessException;
import io.baton.api.CancelledException;
import io.baton.api.CaseStatus;
import io.baton.api.ChildFailedException;
import io.baton.api.Durable;
import io.baton.api.Flow;
import io.baton.api.FlowTimer;
import io.baton.api.Later;
import io.baton.api.OnLoss;
import io.baton.api.OpenRef;
import io.baton.api.RefusedException;
import io.baton.api.Signal;
import io.baton.api.Start;
import io.baton.api.Step;
import io.baton.api.TimedOutException;
import io.baton.api.UndoOrder;
import io.baton.api.Workflow;
import io.baton.model.CaseId;
import io.baton.model.Failure.Category;
import io.baton.model.RefId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What workflows can say. Named after the capabilities that they stand for. */
class FlowTest {
  /** The code of the trial under way: workflow classes are made anew in each turn. */
  private static BiFunction<Flow, Booking, Object> code = (flow, booking) -> "";

  private static BiFunction<Flow, Booking, Object> child = (flow, booking) -> "";

  static final Signal<String> GO = Signal.of("go", String.class);

  @Workflow(name = "flow")
  public static class Main {
    Flow flow;
    @Durable Booking booking;

    @Start
    public Object run() {
      return code.apply(flow, booking);
    }
  }

  @Workflow(name = "sub")
  public static class Sub {
    Flow flow;
    @Durable Booking booking;

    @Start
    public Object run(String input) {
      return child.apply(flow, booking);
    }
  }

  private static Play play(BiFunction<Flow, Booking, Object> workflow) {
    code = workflow;
    return new Play(List.of(Main.class, Sub.class), Booking.class).start(Main.class, null);
  }

  @Nested
  class All {
    @Test
    @DisplayName("A1.3.24 several answers are awaited at once and may come in any order")
    void A1_3_24_branchesRunSideBySideAndAnswersComeInAnyOrder() {
      Play play =
          play(
              (flow, booking) -> {
                var both = flow.all(() -> booking.car("a"), () -> booking.hotel("a"));
                return both.first() + both.second();
              });
      play.deliver(0);
      assertThat(play.queue).hasSize(2);
      play.deliver("hotel").deliver("car").run();
      assertThat(play.result(String.class)).isEqualTo("car!hotel!");
      assertThat(play.ledger).containsExactly("hotel[\"a\"]", "car[\"a\"]");
    }

    @Test
    @DisplayName("A1.3.25 on the first failure the others are cancelled, then all fails")
    void A1_3_25_allCancelsSiblingsOnFailure() {
      List<String> seen = new ArrayList<>();
      Play play =
          play(
              (flow, booking) ->
                  flow.all(
                      () -> booking.car("a"),
                      () -> {
                        try {
                          return booking.hotel("a");
                        } catch (CancelledException e) {
                          seen.add("cancelled");
                          return booking.note("cleaned");
                        }
                      }));
      play.answers.put("car", new BusinessException("no car"));
      play.deliver(0);
      play.deliver("car");
      assertThat(play.now().status()).as("it waits for the clean-up").isEqualTo(CaseStatus.RUNNING);
      play.run();
      assertThat(play.status()).isEqualTo(CaseStatus.FAILED);
      assertThat(play.now().failure().message()).isEqualTo("no car");
      assertThat(play.ledger).containsExactly("note[\"cleaned\"]");
      assertThat(seen).isNotEmpty();
    }

    @Test
    void threeFourAndFiveAndOverACollection() {
      Play play =
          play(
              (flow, b) -> {
                var three = flow.all(() -> "a", () -> 2, () -> b.note("c"));
                var four = flow.all(() -> 1, () -> 2, () -> 3, () -> b.note("d"));
                var five = flow.all(() -> 1, () -> 2, () -> 3, () -> 4, () -> b.note("e"));
                List<String> each = flow.all(List.of("x", "y"), b::note);
                return three.third() + four.fourth() + five.fifth() + each;
              });
      play.run();
      assertThat(play.result(String.class)).isEqualTo("note!note!note![note!, note!]");
    }

    @Test
    @DisplayName("A1.3.27 a form of all that leaves the others running")
    void A1_3_27_allWithoutCancelling() {
      Play play =
          play(
              (flow, booking) -> {
                try {
                  flow.onLoss(OnLoss.LEAVE).all(() -> booking.car("a"), () -> booking.hotel("a"));
                } catch (BusinessException e) {
                  booking.note("no car");
                }
                flow.await(GO);
                return "done";
              });
      play.answers.put("car", new BusinessException("no car"));
      play.deliver(0);
      play.deliver("car").deliver("note");
      play.deliver("hotel");
      assertThat(play.ledger).contains("hotel[\"a\"]");
      play.signal("go", "on").run();
      assertThat(play.status()).isEqualTo(CaseStatus.COMPLETED);
    }
  }

  @Nested
  class Race {
    @Test
    @DisplayName("A1.3.26 the first to settle wins, the others are cancelled, and leave no trace")
    void A1_3_26_theFirstWinsAndLosersAreUndone() {
      Play play =
          play(
              (flow, booking) ->
                  flow.race(
                      () -> booking.car("a"),
                      () -> {
                        booking.hotel("a");
                        return booking.flight("a");
                      }));
      play.deliver(0);
      play.deliver("hotel");
      play.deliver("car");
      play.run();
      assertThat(play.result(String.class)).isEqualTo("car!");
      assertThat(play.ledger).containsExactly("hotel[\"a\"]", "car[\"a\"]", "cancelHotel[\"a\"]");
      assertThat(play.now().waits()).isFalse();
    }

    @Test
    @DisplayName("A1.3.26 an error settles a race, too; what losers did stays on the list")
    void A1_3_26_anErrorWins() {
      Play play =
          play(
              (flow, booking) -> {
                try {
                  return flow.race(
                      () -> booking.car("a"),
                      () -> {
                        booking.hotel("a");
                        return booking.flight("a");
                      });
                } catch (BusinessException e) {
                  booking.note("caught");
                  throw e;
                }
              });
      play.answers.put("car", new BusinessException("no"));
      play.deliver(0);
      play.deliver("hotel").deliver("car").run();
      assertThat(play.ledger)
          .containsExactly("hotel[\"a\"]", "note[\"caught\"]", "cancelHotel[\"a\"]");
      assertThat(play.status()).isEqualTo(CaseStatus.COMPENSATED);
    }

    @Test
    @DisplayName("A1.3.28 nothing outside is undone by itself when the fork is told so")
    void A1_3_28_cancelOnly() {
      Play play =
          play(
              (flow, booking) ->
                  flow.onLoss(OnLoss.CANCEL_ONLY)
                      .race(
                          () -> booking.car("a"),
                          () -> {
                            booking.hotel("a");
                            return booking.flight("a");
                          }));
      play.deliver(0);
      play.deliver("hotel").deliver("car").run();
      assertThat(play.status()).isEqualTo(CaseStatus.COMPLETED);
      assertThat(play.ledger).containsExactly("hotel[\"a\"]", "car[\"a\"]");
    }

    @Test
    @DisplayName("A1.3.29 what a cancelled branch registers is seen by the catch of the race")
    void A1_3_29_compensationsOfCancelledBranchesAreSeenByTheCatch() {
      Play play =
          play(
              (flow, booking) -> {
                List<String> compensations = new ArrayList<>();
                try {
                  return flow.race(
                      () -> {
                        booking.car("a");
                        throw new BusinessException("first");
                      },
                      () -> {
                        try {
                          return booking.hotel("a");
                        } catch (CancelledException e) {
                          booking.note("late");
                          compensations.add("hotel");
                          throw e;
                        }
                      });
                } catch (BusinessException e) {
                  return compensations.toString();
                }
              });
      play.deliver(0);
      play.deliver("car").run();
      assertThat(play.result(String.class)).isEqualTo("[hotel]");
    }

    @Test
    void anyIsTheFirstSuccessAndFailsWhenAllFailed() {
      BiFunction<Flow, Booking, Object> any =
          (flow, booking) -> {
            try {
              return flow.<String, RuntimeException>any(
                  () -> booking.car("a"), () -> booking.hotel("a"));
            } catch (AllFailedException e) {
              return e.failures().size();
            }
          };
      Play one = play(any);
      one.answers.put("car", new BusinessException("no"));
      one.run();
      assertThat(one.result(String.class)).isEqualTo("hotel!");
      Play none = play(any);
      none.answers.put("car", new BusinessException("no"));
      none.answers.put("hotel", new BusinessException("no"));
      none.run();
      assertThat(none.result(Integer.class)).isEqualTo(2);
    }

    @Test
    void whoDecidedStaysDecidedWhateverTheLoserDoesAfterwards() {
      Play play =
          play(
              (flow, booking) ->
                  flow.race(
                      () -> booking.car("a"),
                      () -> {
                        try {
                          return booking.hotel("a");
                        } catch (CancelledException e) {
                          return "the loser's value";
                        }
                      }));
      play.run();
      assertThat(play.result(String.class)).isEqualTo("car!");
    }
  }

  @Nested
  class Time {
    @Test
    @DisplayName("A4.11 a time-out in parallel with the work: whichever comes first")
    void A4_11_withinCancelsTheBodyWhenTimeIsUp() {
      BiFunction<Flow, Booking, Object> limited =
          (flow, booking) -> {
            try {
              return flow.within(Duration.ofHours(1), () -> flow.await(GO));
            } catch (TimedOutException e) {
              return "too late";
            }
          };
      Play late = play(limited).advance(Duration.ofHours(2));
      assertThat(late.result(String.class)).isEqualTo("too late");
      assertThat(late.now().waits()).isFalse();
      Play early = play(limited).run().signal("go", "now").run();
      assertThat(early.result(String.class)).isEqualTo("now");
      assertThat(early.timers).isEmpty();
    }

    @Test
    @DisplayName("A1.3.23 a wait may last for months")
    void A1_3_23_aSleepLastsUntilItsMoment() {
      Play play =
          play(
              (flow, booking) -> {
                Instant before = flow.now();
                flow.sleep(Duration.ofDays(90));
                flow.sleepUntil(before.plus(Duration.ofDays(100)));
                return Duration.between(before, flow.now()).toDays();
              });
      play.advance(Duration.ofDays(99));
      assertThat(play.status()).isEqualTo(CaseStatus.RUNNING);
      play.advance(Duration.ofDays(1));
      assertThat(play.result(Long.class)).isEqualTo(100L);
    }

    @Test
    void aTimerIsKnownByItsName() {
      Play play =
          play(
              (flow, booking) -> {
                Instant before = flow.now();
                flow.timer("renew", Duration.ofHours(2));
                flow.sleep(Duration.ofHours(1));
                flow.timer("renew", Duration.ofHours(2)).await();
                return Duration.between(before, flow.now()).toHours();
              });
      play.advance(Duration.ofHours(4));
      assertThat(play.result(Long.class)).isEqualTo(2L);
    }

    @Test
    void aCancelledTimerThrowsWhereItIsAwaited() {
      Play play =
          play(
              (flow, booking) -> {
                FlowTimer timer = flow.timer("renew", Duration.ofHours(2));
                Later<String, RuntimeException> waiting =
                    flow.later(
                        () -> {
                          try {
                            timer.await();
                            return "due";
                          } catch (CancelledException e) {
                            return "cancelled";
                          }
                        });
                booking.note("x");
                flow.timer("renew", Duration.ofHours(9)).cancel();
                Instant before = flow.now();
                flow.timer("renew", Duration.ofHours(1)).await();
                return waiting.await() + Duration.between(before, flow.now()).toHours();
              });
      play.run();
      assertThat(play.timers).hasSize(1);
      play.advance(Duration.ofHours(1));
      assertThat(play.result(String.class)).isEqualTo("cancelled1");
    }

    @Test
    void awaitWithALimit() {
      BiFunction<Flow, Booking, Object> limited =
          (flow, booking) -> {
            try {
              return flow.await(GO, Duration.ofHours(1));
            } catch (TimedOutException e) {
              return "too late";
            }
          };
      assertThat(play(limited).advance(Duration.ofHours(1)).result(String.class))
          .isEqualTo("too late");
      Play early = play(limited).run().signal("go", "now").run();
      assertThat(early.result(String.class)).isEqualTo("now");
      assertThat(early.timers).isEmpty();
    }
  }

  @Nested
  class Signals {
    @Test
    void signalsAreTakenInTheirOrderEarlyOnesToo() {
      Play play =
          play(
              (flow, booking) -> {
                String first = flow.await(GO);
                booking.note(first);
                return first + flow.await(GO) + flow.await(GO);
              });
      play.signal("go", "a").signal("go", "b").run().signal("go", "c").run();
      assertThat(play.result(String.class)).isEqualTo("abc");
    }

    @Test
    @DisplayName("A1.3.35 a cart that lives on messages, its timer begun anew at each")
    void A1_3_35_aCartOfMessages() {
      Play play =
          play(
              (flow, booking) -> {
                List<String> cart = new ArrayList<>();
                while (true) {
                  try {
                    String item = flow.await(GO, Duration.ofDays(3));
                    if (item.equals("pay")) {
                      return cart;
                    }
                    cart.add(item);
                  } catch (TimedOutException abandoned) {
                    return "abandoned " + cart;
                  }
                }
              });
      play.signal("go", "book").advance(Duration.ofDays(2)).signal("go", "pen");
      play.advance(Duration.ofDays(2));
      assertThat(play.status()).isEqualTo(CaseStatus.RUNNING);
      play.advance(Duration.ofDays(2));
      assertThat(play.result(String.class)).isEqualTo("abandoned [book, pen]");
    }

    @Test
    void aSignalThatNobodyTakesIsAnIncidentWhenItsTimeIsUp() {
      Play play = play((flow, booking) -> flow.await(Signal.of("other", String.class)));
      play.signal("go", "a").run().advance(Duration.ofMinutes(2));
      assertThat(play.incidents).singleElement().asString().contains("BATON-1308", "'go'");
      assertThat(play.now().unreadSignals()).isEmpty();
    }

    @Test
    @DisplayName("A1.1.4 an answer without a value gives null")
    void A1_1_4_anAnswerWithoutAValueGivesNull() {
      Play play = play((flow, booking) -> "got " + flow.ref(String.class).await());
      play.run().answer(new RefId("1"), null).run();
      assertThat(play.result(String.class)).isEqualTo("got null");
    }

    @Test
    @DisplayName("A1.1.3 a one-time answer, whose id is handed to the outside world")
    void A1_1_3_aRefIsAnsweredByItsId() {
      BiFunction<Flow, Booking, Object> asking =
          (flow, booking) -> {
            OpenRef<String> answer = flow.ref(String.class);
            booking.note(answer.id());
            try {
              return answer.await();
            } catch (RefusedException e) {
              return "refused " + e.getMessage();
            }
          };
      Play answered = play(asking).run();
      assertThat(answered.ledger).containsExactly("note[\"c-1/1\"]");
      answered.answer(new RefId("1"), "yes").answer(new RefId("1"), "no").run();
      assertThat(answered.result(String.class)).isEqualTo("yes");
      Play refused = play(asking).run().refuse(new RefId("1"), Category.BUSINESS, 0, "never").run();
      assertThat(refused.result(String.class)).isEqualTo("refused never");
    }
  }

  @Nested
  class Sagas {
    private Play saga(UndoOrder order) {
      return play(
          (flow, booking) -> {
            try {
              return flow.saga(
                  order,
                  () -> {
                    flow.all(() -> booking.car("a"), () -> booking.hotel("a"));
                    booking.flight("a");
                    throw new BusinessException("no");
                  });
            } catch (BusinessException e) {
              return booking.note("all undone");
            }
          });
    }

    @Test
    @DisplayName("A1.3.30 what was done is undone before the catch of the saga runs")
    void A1_3_30_aSagaUndoesInReverse() {
      Play play = saga(UndoOrder.REVERSE).run();
      assertThat(play.ledger)
          .containsExactly(
              "car[\"a\"]",
              "hotel[\"a\"]",
              "flight[\"a\"]",
              "cancelFlight[\"a\"]",
              "cancelHotel[\"a\"]",
              "cancelCar[\"a\", \"car!\"]",
              "note[\"all undone\"]");
      assertThat(play.status()).isEqualTo(CaseStatus.COMPLETED);
    }

    @Test
    void inCausalOrderWhatRanSideBySideIsUndoneSideBySide() {
      Play play = saga(UndoOrder.CAUSAL);
      play.deliver(0);
      play.deliver("car").deliver("hotel").deliver("flight").deliver("cancelFlight");
      assertThat(play.queue).hasSize(2);
      play.deliver("cancelCar").deliver("cancelHotel").run();
      assertThat(play.ledger).endsWith("cancelHotel[\"a\"]", "note[\"all undone\"]");
    }

    @Test
    void inParallelAllAreUndoneAtOnce() {
      Play play = saga(UndoOrder.PARALLEL);
      play.deliver(0);
      play.deliver("car").deliver("hotel").deliver("flight");
      assertThat(play.queue).hasSize(3);
      play.run();
      assertThat(play.status()).isEqualTo(CaseStatus.COMPLETED);
    }

    @Test
    void anUndoThatOnlyTheWorkflowKnowsIsRegisteredByHand() {
      Play play =
          play(
              (flow, booking) -> {
                String id = booking.note("pay");
                flow.compensate(() -> booking.note("refund " + id));
                booking.car("a");
                throw new BusinessException("no");
              });
      play.run();
      assertThat(play.ledger)
          .containsExactly(
              "note[\"pay\"]",
              "car[\"a\"]",
              "cancelCar[\"a\", \"car!\"]",
              "note[\"refund note!\"]");
    }

    @Test
    void whatIsUncancellableEndsBeforeTheCancellationIsFelt() {
      Play play =
          play(
              (flow, booking) ->
                  flow.race(
                      () -> booking.car("a"),
                      () -> {
                        flow.uncancellable(() -> booking.hotel("a"));
                        return booking.flight("a");
                      }));
      play.deliver(0);
      play.deliver("car");
      assertThat(play.queue).as("the hotel is still booked").hasSize(1);
      play.run();
      assertThat(play.ledger).containsExactly("car[\"a\"]", "hotel[\"a\"]", "cancelHotel[\"a\"]");
      assertThat(play.result(String.class)).isEqualTo("car!");
    }

    @Test
    void aCancelledCaseMayCleanUpBeforeItIsUndone() {
      Play play =
          play(
              (flow, booking) -> {
                booking.car("a");
                try {
                  return flow.await(GO);
                } finally {
                  booking.note("cleaned");
                }
              });
      play.run().cancel().run();
      assertThat(play.ledger)
          .containsExactly("car[\"a\"]", "note[\"cleaned\"]", "cancelCar[\"a\", \"car!\"]");
      assertThat(play.status()).isEqualTo(CaseStatus.CANCELLED);
    }

    /**
     * A branch that loses while it stands in a fork of its own; all the fork's branches clean up.
     */
    private void losesInAFork(BiFunction<Flow, Branch<String, RuntimeException>, Object> fork) {
      Play play =
          play(
              (flow, booking) ->
                  flow.<Object, RuntimeException>race(
                      () -> booking.car("a"),
                      () ->
                          fork.apply(
                              flow,
                              () -> {
                                try {
                                  return flow.await(GO);
                                } finally {
                                  booking.note("one");
                                  booking.note("two");
                                }
                              })));
      play.deliver(0);
      play.deliver("car").run();
      assertThat(play.ledger).containsExactly("car[\"a\"]", "note[\"one\"]", "note[\"two\"]");
      assertThat(play.result(String.class)).isEqualTo("car!");
    }

    @Test
    void aForkThatIsCancelledLetsEachOfItsBranchesCleanUp() {
      losesInAFork((flow, slow) -> flow.all(() -> flow.await(GO), slow));
      losesInAFork((flow, slow) -> flow.race(() -> flow.await(GO), slow));
      losesInAFork((flow, slow) -> flow.any(() -> flow.await(GO), slow));
      losesInAFork((flow, slow) -> flow.within(Duration.ofDays(1), slow));
      losesInAFork((flow, slow) -> flow.later(slow).await());
      losesInAFork(
          (flow, slow) -> {
            flow.later(slow);
            return flow.await(GO);
          });
      losesInAFork(
          (flow, slow) -> flow.onLoss(OnLoss.LEAVE).all(() -> flow.await(GO), slow).first());
    }

    @Test
    void aBodyWithALimitThatIsCancelledIsNotTooLate() {
      List<String> seen = new ArrayList<>();
      Play play =
          play(
              (flow, booking) ->
                  flow.<String, RuntimeException>race(
                      () -> booking.car("a"),
                      () -> {
                        try {
                          return flow.within(
                              Duration.ofDays(1),
                              () -> {
                                try {
                                  return flow.await(GO);
                                } finally {
                                  booking.note("cleaned");
                                }
                              });
                        } catch (TimedOutException | CancelledException e) {
                          seen.add(e.getClass().getSimpleName());
                          throw e;
                        }
                      }));
      play.run();
      assertThat(play.ledger).containsExactly("car[\"a\"]", "note[\"cleaned\"]");
      assertThat(seen).isNotEmpty().containsOnly("CancelledException");
    }

    @Test
    void aCancellationThatOnlyALeftBranchFeltIsFeltByTheOthersToo() {
      Play play =
          play(
              (flow, booking) ->
                  flow.<String, RuntimeException>race(
                      () -> flow.await(Signal.of("win", String.class)),
                      () -> {
                        flow.onLoss(OnLoss.LEAVE)
                            .<String, RuntimeException>race(
                                () -> booking.car("a"), () -> flow.await(GO));
                        return flow.ref(String.class).await();
                      }));
      play.run().signal("win", "won").run();
      assertThat(play.obstacle()).isEqualTo("null");
      assertThat(play.result(String.class)).isEqualTo("won");
    }

    @Test
    void aCleanUpAfterAnAwaitedBranchThatWasCancelledIsDone() {
      Play play =
          play(
              (flow, booking) ->
                  flow.<String, RuntimeException>race(
                      () -> booking.car("a"),
                      () -> {
                        Later<String, RuntimeException> later = flow.later(() -> flow.await(GO));
                        try {
                          return later.await();
                        } finally {
                          booking.note("cleaned");
                        }
                      }));
      play.run();
      assertThat(play.ledger).containsExactly("car[\"a\"]", "note[\"cleaned\"]");
    }

    @Test
    void aSecondCancellationDoesNotWaitForTheCleanUp() {
      Play play =
          play(
              (flow, booking) -> {
                try {
                  return flow.await(GO);
                } finally {
                  flow.await(Signal.of("never", String.class));
                }
              });
      play.run().cancel().run();
      assertThat(play.status()).isEqualTo(CaseStatus.RUNNING);
      play.cancel().run();
      assertThat(play.status()).isEqualTo(CaseStatus.CANCELLED);
    }
  }

  @Nested
  class Laters {
    @Test
    @DisplayName("A1.3.31 work goes on beside, and is awaited later")
    void A1_3_31_laterIsAwaitedLater() {
      Play play =
          play(
              (flow, booking) -> {
                Later<String, RuntimeException> hotel = flow.later(() -> booking.hotel("a"));
                String car = booking.car("a");
                return car + hotel.await();
              });
      play.deliver(0);
      assertThat(play.queue).hasSize(2);
      play.run();
      assertThat(play.result(String.class)).isEqualTo("car!hotel!");
    }

    @Test
    @DisplayName("A1.3.28 cancel: the innermost wait throws, clean-up is waited for")
    void A1_3_28_aLaterIsCancelledByHand() {
      Play play =
          play(
              (flow, booking) -> {
                Later<String, RuntimeException> hotel =
                    flow.later(
                        () -> {
                          try {
                            return flow.await(GO);
                          } finally {
                            booking.note("cleaned");
                          }
                        });
                booking.car("a");
                hotel.cancel();
                return booking.note("after");
              });
      play.run();
      assertThat(play.ledger).containsExactly("car[\"a\"]", "note[\"cleaned\"]", "note[\"after\"]");
    }

    @Test
    void whatIsStillUnderWayAtTheEndIsCancelled() {
      Play play =
          play(
              (flow, booking) -> {
                flow.later(
                    () -> {
                      try {
                        return flow.await(GO);
                      } finally {
                        booking.note("cleaned");
                      }
                    });
                return booking.car("a");
              });
      play.run();
      assertThat(play.result(String.class)).isEqualTo("car!");
      assertThat(play.ledger).containsExactly("car[\"a\"]", "note[\"cleaned\"]");
    }
  }

  @Nested
  class LongOnes {
    @Test
    void aScopeKeepsItsValueAndForgetsHowItCameByIt() {
      Play play =
          play(
              (flow, booking) -> {
                String both = flow.scope(String.class, () -> booking.car("a") + booking.hotel("a"));
                booking.note(both);
                throw new BusinessException("no");
              });
      play.deliver(0);
      play.deliver("car").deliver("hotel");
      assertThat(play.now().refs()).hasSize(2);
      play.run();
      assertThat(play.ledger).endsWith("cancelHotel[\"a\"]", "cancelCar[\"a\", \"car!\"]");
    }

    @Test
    void aFoldKeepsItsStateAndNothingElse() {
      Play play =
          play(
              (flow, booking) ->
                  flow.fold(
                      Integer.class,
                      0,
                      n -> {
                        booking.note("n" + n);
                        return n == 99 ? Step.done(n) : Step.again(n + 1);
                      }));
      for (int i = 0; i < 60; i++) {
        play.deliver(0);
        assertThat(play.now().refs().size()).isLessThan(3);
      }
      play.run();
      assertThat(play.result(Integer.class)).isEqualTo(99);
      assertThat(play.ledger).hasSize(100);
    }

    @Test
    void aFoldOverItems() {
      Play play =
          play(
              (flow, booking) ->
                  flow.fold(
                      String.class,
                      "",
                      List.of("a", "b", "c"),
                      (state, item) -> state + booking.note(item) + item));
      assertThat(play.run().result(String.class)).isEqualTo("note!anote!bnote!c");
    }

    @Test
    void aCaseContinuesAsNewWithItsUnreadSignalsAndNamedTimers() {
      Play play =
          play(
              (flow, booking) -> {
                var due = flow.timer("renew", Duration.ofDays(30));
                String word = flow.await(GO);
                if (word.equals("end")) {
                  due.await();
                  return flow.now().toString();
                }
                throw flow.continueAsNew(null);
              });
      play.signal("go", "a").signal("go", "b").signal("go", "c").run();
      assertThat(play.now().run()).isEqualTo(4);
      assertThat(play.timers).hasSize(1);
      play.advance(Duration.ofDays(20)).signal("go", "end").run();
      play.advance(Duration.ofDays(9));
      assertThat(play.status()).isEqualTo(CaseStatus.RUNNING);
      play.advance(Duration.ofDays(1));
      assertThat(play.result(String.class)).isEqualTo("2026-03-31T12:00:00Z");
    }

    @Test
    void snapshotsTellTheSameAsTheJournal() {
      Play play =
          play(
              (flow, booking) -> {
                flow.version("x", 3);
                flow.subscribe(GO, "key");
                OpenRef<String> open = flow.ref(String.class);
                flow.timer("t", Duration.ofDays(1));
                flow.saga(
                    () ->
                        flow.race(
                            () -> booking.car("a"),
                            () -> {
                              booking.hotel("a");
                              return booking.flight("a");
                            }));
                flow.fold(
                    Integer.class,
                    0,
                    n -> {
                      booking.note("n" + n);
                      return n == 5 ? Step.done(n) : Step.again(n + 1);
                    });
                flow.await(GO);
                return open.await();
              });
      play.fromSnapshots = true;
      play.deliver(0);
      play.deliver("hotel").deliver("car").run();
      play.signal("other", "x").signal("go", "1").answer(new RefId("1"), "yes").run();
      assertThat(play.result(String.class)).isEqualTo("yes");
      assertThat(play.ledger).contains("cancelHotel[\"a\"]");
    }
  }

  @Nested
  class Children {
    private final BiFunction<Flow, Booking, Object> parent =
        (flow, booking) -> {
          booking.car("p");
          try {
            String result = flow.child(Sub.class, "in", String.class);
            booking.note(result);
          } catch (ChildFailedException e) {
            return "child failed";
          }
          throw new BusinessException("no");
        };

    @Test
    void aChildsResultComesBackAndItIsUndoneWithItsParent() {
      child = (flow, booking) -> booking.hotel("c");
      Play play = play(parent).run();
      assertThat(play.ledger)
          .containsExactly(
              "car[\"p\"]",
              "hotel[\"c\"]",
              "note[\"hotel!\"]",
              "cancelHotel[\"c\"]",
              "cancelCar[\"p\", \"car!\"]");
      assertThat(play.status()).isEqualTo(CaseStatus.COMPENSATED);
      assertThat(play.now(new CaseId("c-1.2")).status()).isEqualTo(CaseStatus.CANCELLED);
    }

    @Test
    void aChildThatItsParentCancelsAndUndoesMayCleanUpFirst() {
      child =
          (flow, booking) -> {
            booking.hotel("c");
            try {
              return flow.await(GO);
            } finally {
              booking.note("cleaned");
            }
          };
      for (int last = 0; last < 2; last++) {
        Play play =
            play(
                (flow, booking) ->
                    flow.all(
                        () -> flow.child(Sub.class, "in", String.class),
                        () -> flow.await(Signal.of("fail", Integer.class))));
        play.run().signal("fail", "no number").run();
        assertThat(play.status()).isEqualTo(CaseStatus.PARKED);
        play.cancel();
        play.deliver(0);
        while (!play.queue.isEmpty()) {
          // The parent's two wishes reach the child in either order.
          play.deliver(last == 0 ? 0 : play.queue.size() - 1);
        }
        assertThat(play.ledger)
            .containsExactly("hotel[\"c\"]", "note[\"cleaned\"]", "cancelHotel[\"c\"]");
        assertThat(play.status()).isEqualTo(CaseStatus.CANCELLED);
      }
    }

    @Test
    void aChildsFailureIsThrown() {
      child =
          (flow, booking) -> {
            booking.hotel("c");
            throw new BusinessException("full");
          };
      Play play = play(parent).run();
      assertThat(play.result(String.class)).isEqualTo("child failed");
      assertThat(play.ledger).containsExactly("car[\"p\"]", "hotel[\"c\"]", "cancelHotel[\"c\"]");
    }

    @Test
    void aChildThatLosesIsCancelledAndUndoneBeforeTheForkReturns() {
      child =
          (flow, booking) -> {
            booking.hotel("c");
            return flow.await(GO);
          };
      Play play =
          play(
              (flow, booking) -> {
                String won =
                    flow.<String, RuntimeException>race(
                        () -> flow.await(Signal.of("win", String.class)),
                        () -> flow.child(Sub.class, "in", String.class));
                return booking.note(won);
              });
      play.run().signal("win", "w").run();
      assertThat(play.ledger).containsExactly("hotel[\"c\"]", "cancelHotel[\"c\"]", "note[\"w\"]");
      assertThat(play.status()).isEqualTo(CaseStatus.COMPLETED);
    }
  }

  @Nested
  class Remotes {
    @Test
    void aWorkerIsAskedOnceAndItsAnswerCounts() {
      Play play = play((flow, booking) -> booking.tour("a")).run();
      assertThat(play.asked).singleElement().returns(1, ask -> ask.request().attempt());
      assertThat(play.now().undos()).as("registered before the answer").hasSize(1);
      play.answer(new RefId("1"), "t-9").answer(new RefId("1"), "t-10").run();
      assertThat(play.result(String.class)).isEqualTo("t-9");
      assertThat(play.timers).isEmpty();
    }

    @Test
    void aWorkerThatIsSilentIsAskedAgainAndThenItsOutcomeIsTakenForUnknown() {
      Play play = play((flow, booking) -> booking.tour("a")).advance(Duration.ofDays(1));
      assertThat(play.asked).hasSize(5);
      assertThat(play.status()).isEqualTo(CaseStatus.COMPENSATED);
      assertThat(play.ledger).containsExactly("cancelTour[\"a\", null]");
    }

    @Test
    void aRefusalLeavesNothingToUndo() {
      Play play = play((flow, booking) -> booking.tour("a")).run();
      play.refuse(new RefId("1"), Category.BUSINESS, 1, "full").run();
      assertThat(play.status()).isEqualTo(CaseStatus.FAILED);
      assertThat(play.ledger).isEmpty();
    }

    @Test
    void aLateAnswerOfACancelledRefIsAttachedToItsUndo() {
      Play play =
          play(
              (flow, booking) -> {
                flow.onLoss(OnLoss.CANCEL_ONLY).race(() -> booking.tour("a"), () -> flow.await(GO));
                flow.await(GO);
                throw new BusinessException("no");
              });
      play.run().signal("go", "1").run();
      play.answer(new RefId("1.0.1"), "t-9").run();
      play.signal("go", "2").run();
      assertThat(play.ledger).containsExactly("cancelTour[\"a\", \"t-9\"]");
    }
  }

  @Nested
  class Values {
    @Test
    void valuesThatAreNotTheSameEachTimeAreKept() {
      Play play =
          play(
              (flow, booking) -> {
                Instant now = flow.now();
                UUID one = flow.randomUUID();
                UUID two = flow.randomUUID();
                double random = flow.sideEffect(Double.class, Math::random);
                booking.note(now + "," + one + "," + two + "," + random);
                return (now + "," + one + "," + two + "," + random);
              });
      play.run();
      assertThat(play.ledger).containsExactly("note[\"" + play.result(String.class) + "\"]");
    }

    @Test
    @DisplayName("A1.1.13 outputs go to topics, in the order of the calls, once")
    void A1_1_13_outputsAreSentOnce() {
      Play play =
          play(
              (flow, booking) -> {
                flow.output("topic", "one");
                booking.note("x");
                flow.output("topic", "k", null);
                flow.attribute("city", "Rome");
                return booking.note("y");
              });
      play.run();
      assertThat(play.outputs).containsExactly("topic c-1 \"one\"", "topic k null");
    }

    @Test
    void aCaseFollowsTheCodeOfTheDayOnWhichItCameToTheChange() {
      Play before = play((flow, booking) -> booking.note("a") + booking.note("b"));
      before.deliver(0);
      before.deliver("note");
      BiFunction<Flow, Booking, Object> changed =
          (flow, booking) -> {
            int version = flow.version("fees", 1);
            String first = booking.note("a");
            return version + first + booking.note(version == 0 ? "b" : "c");
          };
      code = changed;
      before.run();
      assertThat(before.result(String.class)).isEqualTo("0note!note!");
      assertThat(play(changed).run().result(String.class)).isEqualTo("1note!note!");
    }

    @Test
    void aCaseIsPastAPointAlsoWhenTheNextCallLeftNothingInTheJournal() {
      Play before =
          play(
              (flow, booking) -> {
                flow.randomUUID();
                return booking.note("a") + booking.note("b");
              });
      before.deliver(0);
      before.deliver("note");
      code =
          (flow, booking) -> {
            int version = flow.version("fees", 1);
            flow.randomUUID();
            return version + booking.note("a") + booking.note(version == 0 ? "b" : "c");
          };
      before.run();
      assertThat(before.result(String.class)).isEqualTo("0note!note!");
    }

    @Test
    void namesHaveALimit() {
      String long1 = "x".repeat(101);
      Play timer = play((flow, booking) -> flow.timer(long1, Duration.ofHours(1)).toString());
      assertThat(timer.run().obstacle()).contains("a name has 1 to 100 characters");
      Play version = play((flow, booking) -> flow.version("", 1));
      assertThat(version.run().obstacle()).contains("a name has 1 to 100 characters");
    }
  }

  @Nested
  class BrokenRules {
    private Play parks(
        BiFunction<Flow, Booking, Object> first, BiFunction<Flow, Booking, Object> then) {
      Play play = play(first);
      play.deliver(0);
      code = then;
      return play.run();
    }

    @Test
    void changedCodeIsNamedWithBothSides() {
      Play play = parks((flow, booking) -> booking.car("a"), (flow, booking) -> booking.hotel("a"));
      assertThat(play.obstacle()).contains("Booking.car[\"a\"]", "Booking.hotel[\"a\"]", "ref 1");
      assertThat(play.status()).isEqualTo(CaseStatus.PARKED);
      assertThat(play.ledger).as("nothing is undone by itself").containsExactly("car[\"a\"]");
    }

    @Test
    void aForkThatBecameACallIsNamed() {
      Play play =
          play(
              (flow, booking) ->
                  flow.race(() -> booking.note("a"), () -> booking.note("b")) + flow.await(GO));
      play.run();
      code = (flow, booking) -> booking.car("a");
      play.signal("go", 1).run();
      assertThat(play.obstacle()).contains("at ref 1 the journal has RACE", "Booking.car");
    }

    @Test
    void aCallThatIsLeftOutIsNamed() {
      Play play =
          parks(
              (flow, booking) -> flow.all(() -> booking.car("a"), () -> booking.hotel("a")),
              (flow, booking) -> flow.all(() -> booking.car("a"), () -> "no hotel"));
      assertThat(play.obstacle()).contains("1.1.1 Booking.hotel");
    }

    @Test
    void valuesThatAreNotDurableAreNamed() {
      Play play = play((flow, booking) -> flow.sideEffect(Object.class, () -> new Object())).run();
      assertThat(play.obstacle()).contains("side effect cannot be kept");
    }

    @Test
    void aSwallowedSuspensionInABranchIsNamed() {
      Play play =
          play(
              (flow, booking) ->
                  flow.all(
                      () -> booking.car("a"),
                      () -> {
                        try {
                          return booking.hotel("a");
                        } catch (Throwable t) {
                          return "swallowed";
                        }
                      }));
      play.run();
      assertThat(play.obstacle()).contains("swallowed the suspension at Booking.hotel");
      assertThat(play.ledger).isEmpty();
    }

    @Test
    void aForeignThreadIsNamed() {
      Play play =
          play(
              (flow, booking) -> {
                try {
                  return java.util.concurrent.CompletableFuture.supplyAsync(() -> booking.car("a"))
                      .get();
                } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
                  throw new IllegalStateException(e);
                }
              });
      play.run();
      assertThat(play.obstacle()).contains("outside a workflow, or on a thread");
    }
  }
}
