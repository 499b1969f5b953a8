package io.baton.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.Activity;
import io.baton.api.ActivityMode;
import io.baton.api.Cases.StartSpec;
import io.baton.api.Durable;
import io.baton.api.Flow;
import io.baton.api.Retry;
import io.baton.api.Signal;
import io.baton.api.Start;
import io.baton.api.Workflow;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.CommandId;
import io.baton.model.Effect;
import io.baton.model.RemoteRequest;
import io.baton.model.Trace;
import io.baton.wire.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The distributed trace of whoever causes a step goes on with what the step sends. */
class TracingTest {
  public interface Hotel {
    @Activity(
        mode = ActivityMode.REMOTE,
        destination = "hotels",
        timeout = "PT1H",
        undo = "cancel",
        retry = @Retry(maxAttempts = 2, delay = "PT1S", jitter = 0))
    String reserve(String what);

    void cancel(String what);
  }

  public interface Desk {
    @Activity(retry = @Retry(maxAttempts = 2, delay = "PT1S", jitter = 0))
    String note(String what);
  }

  /** Fails once. */
  public static final class Clumsy implements Desk {
    private int tries;

    @Override
    public String note(String what) {
      if (++tries == 1) {
        throw new IllegalStateException("dropped");
      }
      return what;
    }
  }

  @Workflow(name = "stay")
  public static class Stay {
    @Durable Hotel hotel;
    @Durable Desk desk;
    Flow flow;

    @Start
    public String run(String what) {
      flow.await(Signal.of("go", String.class));
      flow.output("news", desk.note(what));
      String room = hotel.reserve(what);
      flow.output("rooms", room);
      flow.sleep(Duration.ofDays(1));
      flow.output("mornings", room);
      return flow.child("leg", what, String.class);
    }
  }

  @Workflow(name = "leg")
  public static class Leg {
    Flow flow;

    @Start
    public String run(String what) {
      flow.output("legs", what);
      return what;
    }
  }

  private static final Trace START = trace('a');
  private static final Trace GO = trace('b');
  private static final Trace ROOM = trace('c');

  private final ManualBaton baton =
      Baton.builder()
          .workflow(Stay.class)
          .workflow(Leg.class)
          .remote(Hotel.class)
          .activities(Desk.class, new Clumsy())
          .manual();

  private static Trace trace(char digit) {
    String text = "00-%s-%s-01".formatted("" + digit + "1".repeat(31), "2".repeat(16));
    return new Trace(text, "who=" + digit);
  }

  private StartSpec stay() {
    return baton.cases().workflow("stay").caseId("s");
  }

  private void go(Trace trace) {
    Command go =
        new Command.DeliverSignal(
            new CaseId("s"), new CommandId("signal 1"), "go", Json.payload("x"), 0);
    baton.send(go, trace);
    baton.advance(Duration.ofSeconds(5));
  }

  private RemoteRequest asked() {
    return baton.requests().get(baton.requests().size() - 1).request();
  }

  private List<String> outputs() {
    return baton.outputs().stream().map(TracingTest::told).toList();
  }

  private static String told(Effect.Publish output) {
    Trace trace = output.trace();
    return output.topic() + " " + (trace == null ? "none" : trace.tracestate());
  }

  @Test
  void whatACaseSendsBelongsToTheTraceOfWhatCausedItOrElseOfItsStart() {
    stay().trace(START.traceparent(), START.tracestate()).start("savoy");
    go(GO);
    assertThat(outputs()).as("after an attempt that failed").containsExactly("news who=b");
    assertThat(baton.requests()).extracting(Effect.Ask::trace).containsExactly(GO);
    RemoteRequest asked = asked();
    baton.send(
        new Command.SettleRef(
            asked.caseId(), new CommandId("a"), asked.ref(), 1, Json.payload("7"), null),
        ROOM);
    baton.runUntilIdle();
    assertThat(outputs())
        .as("a timer has no trace of its own, and a child its parent's")
        .containsExactly("news who=b", "rooms who=c", "mornings who=a", "legs who=a");
  }

  @Test
  void whoIsCalledOffOrAskedToTakeBackIsToldToo() {
    stay().start("savoy");
    go(GO);
    baton.send(new Command.CancelCase(new CaseId("s"), new CommandId("c"), "no"), ROOM);
    baton.advance(Duration.ofSeconds(1));
    assertThat(baton.calledOff()).extracting(Effect.CallOff::trace).containsExactly(ROOM);
    assertThat(baton.requests()).extracting(Effect.Ask::trace).containsExactly(GO, ROOM);
  }

  @Test
  void withoutATraceNothingIsAdded() {
    stay().trace("not a trace", "who=x").start("savoy");
    go(null);
    assertThat(outputs()).containsExactly("news none");
  }
}
