package io.baton.engine;

import static io.baton.engine.Plans.CAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.ActivityMode;
import io.baton.api.Retry.OnExhausted;
import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Circumstances;
import io.baton.model.Command;
import io.baton.model.Command.CancelCase;
import io.baton.model.Command.DelayAnswer;
import io.baton.model.Command.FireTimer;
import io.baton.model.Command.SettleRef;
import io.baton.model.CommandId;
import io.baton.model.Effect;
import io.baton.model.Event;
import io.baton.model.Failure;
import io.baton.model.Failure.Category;
import io.baton.model.Payload;
import io.baton.model.RefId;
import io.baton.model.StartRequest;
import io.baton.port.Counters;
import io.baton.port.Counters.Counted;
import io.baton.port.Destinations.Load;
import io.baton.workflow.ActivitySpec;
import io.baton.workflow.ActivitySpec.Remote;
import io.baton.workflow.Decision;
import io.baton.workflow.Migration;
import io.baton.workflow.Program;
import io.baton.workflow.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Requests to destinations that take only so many, and answers that come to nothing. */
class RequestsTest {
  private static final RefId ONE = new RefId("1");
  private static final String LIMIT = "baton.task.limit.cars";
  private static final String RATE = "baton.task.rate.cars";
  private static final Failure DOWN = new Failure(Category.TECHNICAL, "Down", "no line");

  private final Memory memory = new Memory();
  private final CaseStarter starter = new CaseStarter(memory.kernel());
  private CaseWorker worker;
  private AnswerDesk desk;
  private HeldRequests beat;

  @BeforeEach
  void limit() {
    System.setProperty(LIMIT, "1");
    memory.plans.add(
        new ActivitySpec(
            CAR,
            ActivityMode.REMOTE,
            new RetryPolicy(
                3, Duration.ofSeconds(1), 2, Duration.ofMinutes(1), 0, OnExhausted.FAIL),
            null,
            new Remote("cars", Duration.ofMinutes(5))));
    Program trip = memory.plans.program(Plans.TRIP).orElseThrow();
    memory.plans.program(now -> withTimeOuts(now, trip.decide(now)));
    engine();
  }

  private static Decision withTimeOuts(Case now, Decision decision) {
    if (!(decision instanceof Decision.Continue go)) {
      return decision;
    }
    List<Event.Move> moves =
        go.moves().stream()
            .map(
                move ->
                    move instanceof Event.RefOpened e && e.ref().equals(ONE)
                        ? new Event.RefOpened(ONE, e.awaited(), now.in(Duration.ofMinutes(5)))
                        : move)
            .toList();
    return new Decision.Continue(moves, go.again());
  }

  private void engine() {
    worker = new CaseWorker(memory.kernel());
    desk = new AnswerDesk(memory.kernel(), worker);
    beat = new HeldRequests(memory.kernel());
  }

  @AfterEach
  void noLimit() {
    System.clearProperty(LIMIT);
    System.clearProperty(RATE);
  }

  private CaseId started(String name, String tenant) {
    CaseId id = new CaseId(name);
    Circumstances how = new Circumstances(Map.of(Circumstances.TENANT, tenant), null, null);
    starter.start(new StartRequest("trip", 1, id, Payload.NULL, null, name, null, 4, how), "alice");
    deliverAll();
    return id;
  }

  /** What was sent, but for the work, as if its time had come. */
  private void deliverAll() {
    List<Command> next =
        memory.sent.stream()
            .map(Effect.Send::command)
            .filter(command -> !(command instanceof Command.Work))
            .toList();
    memory.sent.clear();
    next.forEach(this::deliver);
  }

  private void deliver(Command command) {
    assertThat(worker.handle(List.of(command), Delivery.FIRST)).isInstanceOf(Handled.Moved.class);
    memory.end(true);
  }

  private void answered(CaseId id) {
    tell(new SettleRef(id, new CommandId("m " + id), ONE, 1, Payload.NULL, null, true));
    deliverAll();
  }

  private void tell(Command answer) {
    assertThat(desk.handle(answer, Delivery.FIRST)).isInstanceOf(Handled.Moved.class);
    memory.end(true);
  }

  /** Who was asked, with the number of the attempt. */
  private List<String> asked() {
    return memory.asked.stream()
        .map(ask -> ask.request().caseId() + "#" + ask.request().attempt())
        .toList();
  }

  private Case now(CaseId id) {
    return memory.read(id).orElseThrow();
  }

  @Test
  @DisplayName("A3.14 a request beyond the limit waits in line, and its time does not run")
  void A3_14_limit() {
    CaseId a = started("a", "red");
    CaseId b = started("b", "red");

    assertThat(asked()).containsExactly("a#1");
    assertThat(memory.timers).containsOnlyKeys("a 1");
    memory.now = memory.now.plusSeconds(3600);
    answered(a);
    assertThat(asked()).containsExactly("a#1", "b#1");
    assertThat(memory.timers).containsOnlyKeys("b 1");
    assertThat(memory.timers.get("b 1")).isEqualTo(memory.now.plus(Duration.ofMinutes(5)));
    answered(b);
    assertThat(memory.destinations.all()).allMatch(load -> load.underWay() == 0);
  }

  @Test
  @DisplayName("A3.14 each tenant has its turn, however many requests another one has in line")
  void A3_14_fairShare() {
    CaseId a = started("a", "red");
    CaseId b = started("b", "red");
    started("c", "red");
    started("d", "red");
    CaseId e = started("e", "blue");
    assertThat(memory.destinations.all())
        .containsExactly(new Load("cars", 1, Map.of("red", 3L, "blue", 1L)));

    answered(a);
    answered(b);
    answered(e);
    assertThat(asked()).containsExactly("a#1", "b#1", "e#1", "c#1");
  }

  @Test
  @DisplayName("A3.14 so many requests leave in a second, the others with a later beat")
  void A3_14_rate() {
    System.clearProperty(LIMIT);
    System.setProperty(RATE, "2");
    engine();
    started("a", "");
    started("b", "");
    started("c", "");
    assertThat(asked()).containsExactly("a#1", "b#1");
    assertThat(beat.release()).isZero();

    memory.now = memory.now.plusMillis(600);
    assertThat(beat.release()).isEqualTo(1);
    deliverAll();
    assertThat(asked()).endsWith("c#1");
  }

  @Test
  @DisplayName("A3.14 whatever ends a request gives its place to the next one")
  void A3_14_everyEnd() {
    CaseId a = started("a", "");
    CaseId b = started("b", "");
    CaseId c = started("c", "");
    CaseId d = started("d", "");
    deliver(new CancelCase(b, new CommandId("x"), "not wanted")); // While it is in line.
    deliver(new CancelCase(b, new CommandId("y"), "not wanted"));
    assertThat(now(b).status().isEnd()).isTrue();

    tell(new SettleRef(a, new CommandId("no"), ONE, 1, null, DOWN, true));
    assertThat(memory.sent).extracting(Effect.Send::delay).contains(Duration.ofSeconds(1));
    deliverAll(); // The second attempt gets in line, behind the others.
    assertThat(asked()).containsExactly("a#1", "c#1");
    deliver(new FireTimer(c, ONE, Objects.requireNonNull(memory.timers.get("c 1"))));
    assertThat(asked()).containsExactly("a#1", "c#1");
    deliverAll();
    assertThat(asked()).containsExactly("a#1", "c#1", "d#1");
    deliver(new CancelCase(d, new CommandId("x"), "not wanted"));
    deliver(new CancelCase(d, new CommandId("y"), "not wanted"));
    deliverAll();
    assertThat(asked()).containsExactly("a#1", "c#1", "d#1", "a#2");
    assertThat(memory.destinations.all()).containsExactly(new Load("cars", 1, Map.of("", 1L)));
  }

  @Test
  void aRequestWhoseServiceIsDownTakesNoPlace() {
    CaseId a = started("a", "");
    started("b", "");
    memory.services.down.add("Booking");
    answered(a); // It is the turn of b, which finds its service down.
    assertThat(asked()).containsExactly("a#1");
    assertThat(memory.destinations.all()).allMatch(load -> load.underWay() == 0);

    memory.services.down.clear();
    deliver(new Command.SendHeld(new CaseId("b"), ONE, 1, now(new CaseId("b")).turn()));
    assertThat(asked()).containsExactly("a#1", "b#1");
  }

  @Test
  void whenALimitIsTakenAwayAllLeave() {
    started("a", "");
    started("b", "");
    started("c", "");
    System.clearProperty(LIMIT);
    engine();
    assertThat(beat.release()).isEqualTo(2);
    deliverAll();

    assertThat(asked()).containsExactly("a#1", "b#1", "c#1");
    assertThat(beat.release()).isZero();
    assertThat(memory.destinations.all()).allMatch(load -> load.underWay() == 0);
  }

  @Test
  void aRequestInLineKeepsWaitingWhenItsCaseMigrates() {
    CaseId a = started("a", "");
    CaseId b = started("b", "");
    RefId auto = new RefId("auto");
    Program trip = memory.plans.program(Plans.TRIP).orElseThrow();
    memory.plans.program(
        new Program() {
          @Override
          public Decision decide(Case now) {
            return now.ref(auto).isPresent() ? new Decision.Continue(List.of()) : trip.decide(now);
          }

          @Override
          public Migration takeOver(Case now, Program older, Map<String, String> nodes) {
            return new Migration.Possible(Map.of(ONE, auto));
          }
        });
    deliver(migrate(b));
    deliverAll();
    assertThat(memory.destinations.all()).containsExactly(new Load("cars", 1, Map.of("", 1L)));
    assertThat(memory.timers).containsOnlyKeys("a 1");

    deliver(migrate(a)); // Its request is under way: from here on nobody counts it.
    deliverAll();
    assertThat(memory.asked)
        .extracting(ask -> ask.request().caseId() + "/" + ask.request().ref())
        .containsExactly("a/1", "b/auto");
    tell(new SettleRef(b, new CommandId("done"), auto, 1, Payload.NULL, null, true));
    assertThat(memory.destinations.all()).allMatch(load -> load.underWay() == 0);
  }

  private static Command.Migrate migrate(CaseId id) {
    return new Command.Migrate(
        id, new CommandId("m"), Plans.TRIP, Plans.NEXT_TRIP, Map.of("1", "auto"));
  }

  @Test
  @DisplayName("a destination without a limit does not ask the store for anything")
  void noLimitCostsNothing() {
    System.clearProperty(LIMIT);
    engine();
    memory.destinationsAreForbidden = true;
    CaseId a = started("a", "");
    tell(new SettleRef(a, new CommandId("no"), ONE, 1, null, DOWN, true));
    tell(new SettleRef(a, new CommandId("yes"), ONE, 2, Payload.NULL, null, true));

    assertThat(asked()).containsExactly("a#1", "a#2");
  }

  @Test
  void aLimitThatIsNoneIsRefused() {
    System.setProperty(LIMIT, "0");
    assertThatThrownBy(() -> new CaseWorker(memory.kernel()))
        .hasMessageContaining("baton.task.limit of destination 'cars' is '0'");
    System.setProperty(LIMIT, "3");
    System.setProperty(RATE, "quick");
    assertThatThrownBy(() -> new CaseWorker(memory.kernel())).hasMessageContaining("'quick'");
  }

  @Test
  @DisplayName("A3.14 the limit of a destination holds for each group of its workers")
  void A3_14_groups() {
    DestinationLimits limits = new DestinationLimits();
    assertThat(limits.of("cars.gpu")).isEqualTo(limits.of("cars")).isPresent();
    assertThat(limits.of("carsgpu")).isEmpty();
  }

  private List<Counted> ignored(long times) {
    return List.of(new Counted(Counters.ANSWERS_IGNORED, "Booking", times));
  }

  @Test
  @DisplayName("A3.8 results in the same state, after the end, or with fewer histories are ignored")
  void A3_8_staleResultsAreIgnoredAndCounted() {
    CaseId a = started("a", "");
    tell(new DelayAnswer(a, new CommandId("r3"), ONE, 1, null, 3, null));
    assertThat(memory.counters.all()).isEmpty();
    tell(new DelayAnswer(a, new CommandId("r3"), ONE, 1, null, 3, null)); // The same again.
    tell(new DelayAnswer(a, new CommandId("r2"), ONE, 1, null, 2, null)); // Fewer histories.
    assertThat(memory.counters.all()).isEqualTo(ignored(2));
    tell(new DelayAnswer(a, new CommandId("r4"), ONE, 1, null, 4, null));
    assertThat(memory.counters.all()).isEqualTo(ignored(2));
    tell(new SettleRef(a, new CommandId("no"), ONE, 1, null, DOWN, true));
    tell(
        new DelayAnswer(a, new CommandId("r5"), ONE, 1, null, 5, null)); // An attempt that is over.
    tell(new SettleRef(a, new CommandId("late"), ONE, 1, Payload.NULL, null, true));
    assertThat(memory.counters.all()).isEqualTo(ignored(4));
    tell(
        new DelayAnswer(
            a, new CommandId("r1"), ONE, 2, null, 1, null)); // Counted anew for each attempt.
    tell(new SettleRef(a, new CommandId("yes"), ONE, 2, Payload.NULL, null, true));
    assertThat(memory.counters.all()).isEqualTo(ignored(4));
    long turns = now(a).turn();
    tell(
        new DelayAnswer(
            a, new CommandId("r6"), ONE, 2, null, 6, null)); // Not terminal, after the end.
    tell(new SettleRef(a, new CommandId("yes2"), ONE, 2, Payload.NULL, null, true));
    tell(new SettleRef(a, new CommandId("no2"), ONE, 2, null, DOWN, true));
    assertThat(memory.counters.all()).isEqualTo(ignored(7));
    assertThat(now(a).turn()).as("nothing was written").isEqualTo(turns);
  }

  @Test
  void anAnswerInBatonsOwnFormatIsOnRecordAndCounted() {
    CaseId a = started("a", "");
    answered(a);
    tell(new SettleRef(a, new CommandId("again"), ONE, 1, Payload.NULL, null));

    assertThat(memory.counters.all()).isEqualTo(ignored(1));
    assertThat(Objects.requireNonNull(memory.journals.get(a)))
        .anyMatch(turn -> turn.events().get(0) instanceof Event.WishRefused);
  }
}
