package io.baton.graph.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.Activity;
import io.baton.api.Durable;
import io.baton.api.Flow;
import io.baton.api.OnLoss;
import io.baton.api.Retry;
import io.baton.api.Start;
import io.baton.api.Workflow;
import io.baton.graph.model.Graph;
import io.baton.model.Event;
import io.baton.model.Failure.Category;
import io.baton.model.Turn;
import io.baton.model.WorkflowId;
import io.baton.wire.EventCodec;
import io.baton.workflow.script.DurableProxy;
import io.baton.workflow.script.Instances;
import io.baton.workflow.script.ScriptFlow;
import io.baton.workflow.script.Scripts;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One kernel: the same trip as graph and as script gives the same journal. */
class SameTripTest {
  /** What a trip needs. */
  public interface Trip {
    @Activity(undo = "cancelCar", retry = @Retry(maxAttempts = 2, jitter = 0))
    String car(String who);

    void cancelCar(String who, String car);

    @Activity(undo = "cancelHotel", retry = @Retry(maxAttempts = 2, jitter = 0))
    String hotel(String who);

    void cancelHotel(String who);

    @Activity(undo = "cancelFlight", retry = @Retry(maxAttempts = 2, jitter = 0))
    String flight(String who, String hotel);

    void cancelFlight(String who, String hotel);

    @Activity(retry = @Retry(maxAttempts = 2, jitter = 0))
    String tour(String which);
  }

  /** The trip as code. */
  @Workflow(name = "trip")
  public static class AsCode {
    @Durable Trip trip;
    Flow flow;

    @Start
    public String go(String who) {
      var both = flow.all(() -> trip.car(who), () -> trip.hotel(who));
      trip.flight(who, both.second());
      return trip.tour("museum");
    }
  }

  /** Whichever is had first, as code. */
  @Workflow(name = "any-undo")
  public static class AnyUndo {
    @Durable Trip trip;
    Flow flow;

    @Start
    public String go(String who) {
      return goAny(flow, OnLoss.UNDO, trip, who);
    }
  }

  /** As {@link AnyUndo}; what lost stays. */
  @Workflow(name = "any-cancel-only")
  public static class AnyCancelOnly {
    @Durable Trip trip;
    Flow flow;

    @Start
    public String go(String who) {
      return goAny(flow, OnLoss.CANCEL_ONLY, trip, who);
    }
  }

  /** As {@link AnyUndo}; what lost goes on. */
  @Workflow(name = "any-leave")
  public static class AnyLeave {
    @Durable Trip trip;
    Flow flow;

    @Start
    public String go(String who) {
      return goAny(flow, OnLoss.LEAVE, trip, who);
    }
  }

  private static String goAny(Flow flow, OnLoss fate, Trip trip, String who) {
    String first =
        flow.onLoss(fate)
            .any(
                () -> {
                  trip.car(who);
                  return trip.tour("castle");
                },
                () -> trip.hotel(who));
    trip.flight(who, first);
    return trip.tour("museum");
  }

  private static final String ANY_AS_GRAPH =
      """
      {'schema': 'baton-graph/1', 'name': 'NAME', 'version': 1, 'undo': {'order': 'REVERSE'}, 'nodes': {
        'first': {'kind': 'any', 'onLoss': 'FATE', 'nodes': {
          'car': {'kind': 'activity', 'activity': 'Trip.car', 'args': ['${input}']},
          'castle': {'kind': 'activity', 'after': ['car'], 'activity': 'Trip.tour', 'args': ['castle']},
          'hotel': {'kind': 'activity', 'activity': 'Trip.hotel', 'args': ['${input}']}}},
        'flight': {'kind': 'activity', 'after': ['first'], 'activity': 'Trip.flight', 'args': ['${input}', '${results.first}']},
        'tour': {'kind': 'activity', 'after': ['flight'], 'activity': 'Trip.tour', 'args': ['museum']}
      }}
      """;

  private static final String AS_GRAPH =
      """
      {'schema': 'baton-graph/1', 'name': 'trip', 'version': 1, 'undo': {'order': 'REVERSE'}, 'nodes': {
        'car': {'kind': 'activity', 'activity': 'Trip.car', 'args': ['${input}']},
        'hotel': {'kind': 'activity', 'activity': 'Trip.hotel', 'args': ['${input}']},
        'flight': {'kind': 'activity', 'after': ['car', 'hotel'], 'activity': 'Trip.flight', 'args': ['${input}', '${results.hotel}']},
        'tour': {'kind': 'activity', 'after': ['flight'], 'activity': 'Trip.tour', 'args': ['museum']}
      }}
      """;

  private static final Graph GRAPH = Play.read(AS_GRAPH);
  private static final WorkflowId TRIP = new WorkflowId("trip", 1);
  private static final Scripts SCRIPTS =
      Scripts.read(
          List.of(AsCode.class, AnyUndo.class, AnyCancelOnly.class, AnyLeave.class),
          List.of(Trip.class),
          SameTripTest::make);

  private static Instances.Instance make(Class<?> type) {
    try {
      Object made = type.getDeclaredConstructor().newInstance();
      for (Field field : type.getDeclaredFields()) {
        field.set(
            made,
            field.getType() == Flow.class
                ? ScriptFlow.ofCallingWorkflow()
                : DurableProxy.of(field.getType()));
      }
      return new Instances.Instance() {
        @Override
        public Object object() {
          return made;
        }

        @Override
        public void release() {}
      };
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Small seeds that are close together begin with the same choices. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  /**
   * @param failing the activities that fail; none for a trip that completes
   */
  private static Play go(Play play, String failing, Category how, long seed) {
    List<String> bad = List.of(failing.split(" "));
    play.work =
        (work, text) ->
            bad.stream().anyMatch(text::startsWith) && !work.undo()
                ? Play.failure(how, "no")
                : null;
    play.start("ann");
    Random random = new Random(seed * SPREAD);
    while (!play.queue.isEmpty()) {
      play.take(play.queue.remove(random.nextInt(play.queue.size())));
    }
    return play;
  }

  /**
   * Turn by turn, refs by the order of their appearance, without what only scripts keep, and
   * without the places of forks, which a script numbers and a graph names.
   */
  private static List<String> trace(Play play) {
    Map<String, String> names = new HashMap<>();
    List<String> trace = new ArrayList<>();
    for (Turn turn : play.journal) {
      List<Event> told = new ArrayList<>(turn.events());
      told.removeIf(
          e ->
              e instanceof Event.ForkDecided
                  || e instanceof Event.ValueNoted
                  || e instanceof Event.BranchCancelled
                  || e instanceof Event.CancelRequested);
      String text =
          EventCodec.write(told)
              .replaceAll(",\"branch\":\"[^\"]*\"", "")
              .replaceAll("\"scope\":\"[^\"]*\",|,\"branches\":\\[[^\\]]*\\]", "");
      Matcher ref = Pattern.compile("\"ref\":\"([^\"]+)\"").matcher(text);
      trace.add(
          ref.replaceAll(
              m ->
                  "\"ref\":\""
                      + names.computeIfAbsent(m.group(1), r -> "ref" + names.size())
                      + "\""));
    }
    return trace;
  }

  @Test
  @DisplayName(
      "The same trip as graph and as script gives the same journal, whatever fails and in whatever order")
  void theSameTripGivesTheSameJournal() {
    int undos = 0;
    for (String failing : List.of("none", "Trip.car", "Trip.hotel", "Trip.flight", "Trip.tour")) {
      for (Category how : List.of(Category.BUSINESS, Category.TECHNICAL)) {
        for (long seed = 0; seed < 20; seed++) {
          Play script = go(new Play(SCRIPTS, TRIP), failing, how, seed);
          Play graph = go(new Play(GRAPH, SCRIPTS), failing, how, seed);
          assertThat(graph.ledger).as(failing + how + seed).isEqualTo(script.ledger);
          assertThat(withoutReasons(trace(graph)))
              .as(failing + how + seed)
              .isEqualTo(withoutReasons(trace(script)));
          undos += script.ledger.size();
        }
      }
    }
    assertThat(undos).isGreaterThan(500);
  }

  @Test
  @DisplayName("So does a trip with 'any', whatever becomes of those that lost")
  void anyGivesTheSameJournal() {
    Set<String> seen = new HashSet<>();
    for (OnLoss fate : OnLoss.values()) {
      WorkflowId code =
          new WorkflowId("any-" + fate.name().toLowerCase(Locale.ROOT).replace('_', '-'), 1);
      Graph drawn =
          Play.read(ANY_AS_GRAPH.replace("FATE", fate.name()).replace("NAME", code.name()));
      for (String failing :
          List.of(
              "none",
              "Trip.car",
              "Trip.hotel",
              "Trip.tour(castle",
              "Trip.car Trip.hotel",
              "Trip.flight",
              "Trip.tour(museum")) {
        for (Category how : List.of(Category.BUSINESS, Category.TECHNICAL)) {
          for (long seed = 0; seed < 10; seed++) {
            String which = fate + " " + failing + " " + how + " " + seed;
            Play script = go(new Play(SCRIPTS, code), failing, how, seed);
            Play graph = go(new Play(drawn, SCRIPTS), failing, how, seed);
            assertThat(graph.ledger).as(which).isEqualTo(script.ledger);
            assertThat(withoutReasons(trace(graph)))
                .as(which)
                .isEqualTo(withoutReasons(trace(script)));
            seen.add(fate + " " + script.status());
          }
        }
      }
    }
    assertThat(seen).hasSize(9);
  }

  /** The failure of the case: a script's is the exception that it threw. */
  private static List<String> withoutReasons(List<String> trace) {
    return trace.stream()
        .map(
            turn ->
                turn.replaceAll(
                    "\\{\"type\":\"CompensationStarted\".*?\\}\\}", "{CompensationStarted}"))
        .map(
            turn ->
                turn.replaceAll(
                    "\"failure\":\\{\"category\":\"[A-Z]+\",\"type\":\"[^\"]*\",\"message\":\"[^\"]*\"\\}\\}\\]",
                    "failure}]"))
        .toList();
  }
}
