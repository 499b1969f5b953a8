package io.baton.graph.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.OnLoss;
import io.baton.api.Signal;
import io.baton.api.UndoOrder;
import io.baton.api.Workflow;
import io.baton.graph.build.GraphBuilder;
import io.baton.graph.build.Graphs;
import io.baton.graph.build.WorkerTask;
import io.baton.graph.json.BadGraphException;
import io.baton.graph.json.GraphCodec;
import io.baton.graph.model.Duration8601;
import io.baton.graph.model.Edge;
import io.baton.graph.model.Graph;
import io.baton.graph.model.Graph.WhenFull;
import io.baton.graph.model.Node;
import io.baton.graph.model.Retries;
import io.baton.graph.model.Template;
import io.baton.graph.model.UndoCall;
import io.baton.graph.model.UndoRule;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From a package of its own, as applications see the builder. */
class BuiltGraphsTest {
  @Workflow(name = "other")
  static final class Other {
    void run() {}
  }

  private static String activity(GraphBuilder graph) {
    Node only = graph.build().nodes().byId().values().iterator().next();
    return ((Node.Activity) only).activity();
  }

  @Test
  void aGraphReadsLikeItsText() {
    Graph trip =
        Graphs.named("trip", 3)
            .activity("car", Booking.class, Booking::reserveCar, "${input.who}", "${input.car}")
            .activity("hotel", Booking.class, Booking::reserveHotel, "${input.who}", "SAVOY")
            .after("car")
            .undo(Booking.class, Booking::cancelHotel)
            .activity("note", Booking.class, Booking::note, 7)
            .afterFailureOf("hotel")
            .result("${results.hotel}")
            .build();
    assertThat(GraphCodec.write(trip))
        .isEqualTo(
            """
            {
              "schema": "baton-graph/1",
              "name": "trip",
              "version": 3,
              "nodes": {
                "car": {
                  "kind": "activity",
                  "activity": "Booking.reserveCar",
                  "args": ["${input.who}", "${input.car}"]
                },
                "hotel": {
                  "kind": "activity",
                  "after": ["car"],
                  "activity": "Booking.reserveHotel",
                  "args": ["${input.who}", "SAVOY"],
                  "undo": ["Booking.cancelHotel"]
                },
                "note": {
                  "kind": "activity",
                  "after": [{
                    "node": "hotel",
                    "on": "FAILURE"
                  }],
                  "activity": "Booking.note",
                  "args": [7]
                }
              },
              "result": "${results.hotel}"
            }
            """);
  }

  @Test
  void aReferenceIsResolvedWhateverItsTypes() {
    assertThat(activity(Graphs.named("g", 1).activity("a", Booking.class, Booking::state)))
        .isEqualTo("Booking.state");
    assertThat(activity(Graphs.named("g", 1).activity("a", Booking.class, Booking::note, 1)))
        .isEqualTo("Booking.note");
    assertThat(activity(Graphs.named("g", 1).activity("a", Booking.class, Booking::pay, 1, true)))
        .isEqualTo("Booking.pay");
    assertThat(
            activity(
                Graphs.named("g", 1)
                    .activity("a", Booking.class, Booking::fiveOf, 1, "b", 3, 4, 5.5)))
        .isEqualTo("Booking.fiveOf");
    assertThat(
            activity(
                Graphs.named("g", 1)
                    .activity("a", Booking.class, Booking::reserveFlight, null, "x")))
        .isEqualTo("Booking.reserveFlight");
  }

  @Test
  void undosAreReferencesOfAnyNumberOfParameters() {
    Graph graph =
        Graphs.named("g", 1)
            .activity("a", "Booking.reserveCar", "x", "y")
            .undo(Booking.class, Booking::cancelCar)
            .undo(Booking.class, Booking::cancelHotel)
            .undo(Booking.class, Booking::note)
            .undo(Booking.class, Booking::state)
            .undo(WorkerTask.of("mail", "regret").data("${input}"))
            .build();
    assertThat(graph.nodes().byId().get("a").common().undo())
        .extracting(call -> call.activity() == null ? call.task().activity() : call.activity())
        .containsExactly(
            "Booking.cancelCar",
            "Booking.cancelHotel",
            "Booking.note",
            "Booking.state",
            "mail.regret");
  }

  @Test
  void whatIsNoReferenceIsRefused() {
    GraphBuilder graph = Graphs.named("g", 1);
    assertThatThrownBy(() -> graph.activity("a", Booking.class, (on, x) -> {}, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("reference to one method of Booking");
    assertThatThrownBy(
            () ->
                graph.activity(
                    "a",
                    Booking.class,
                    on -> {
                      on.state();
                      on.note(1);
                    }))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                graph.activity(
                    "a",
                    Booking.class,
                    on -> {
                      throw new java.io.IOException("x");
                    }))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> graph.activity("a", Other.class, Other::run))
        .hasMessageContaining("Other is no interface");
    assertThatThrownBy(
            () -> graph.activity("a", Booking.class, on -> assertThat(on.toString()).isNull()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyKindAndEveryOptionCanBeBuilt() {
    Retries thrice = new Retries(3, new Duration8601("PT1S"), 2.0, null, 0.5, Retries.Then.PARK);
    Graph graph =
        Graphs.named("everything", "v0.1.0")
            .description("All there is.")
            .defaultRetry(thrice)
            .defaultTimeout(Duration.ofHours(1))
            .defaultUndoWhenUnknown(true)
            .undoing(UndoOrder.REVERSE, UndoRule.Scope.WHOLE)
            .concurrency(10, WhenFull.CANCEL)
            .graphLayout(List.of(1, 2))
            .task(
                "user",
                WorkerTask.of("user", "create").destination("u").group("g").maxProgress(2).resend())
            .label("The user")
            .timeout(Duration.ofMinutes(90))
            .attempts(2)
            .undoWhenUnknown(true)
            .layout(Map.of("x", 1))
            .signal("ok", Signal.of("approval", String.class))
            .after("user")
            .when("${input.ok}")
            .signal("no", "refusal")
            .afterTimeoutOf("user")
            .noUndo()
            .sleep("nap", Duration.ofHours(1))
            .after("ok", "no")
            .joinFirst()
            .sleep("wait", "${input.pause}")
            .after(new Edge("nap", Edge.On.ANY, null))
            .sleepUntil("until", "${input.departure}")
            .afterIf("wait", "${input.long}")
            .child("sub", Other.class, Map.of("a", "${input.a}"))
            .afterEndOf("until")
            .child("sub2", "another", null)
            .after("sub")
            .joinEach()
            .output("tell", "trips", new BigDecimal("1.10"))
            .after("sub2")
            .output("tell2", "trips", "${input.key}", List.of())
            .after("tell")
            .all("both", in -> in.signal("a", "a").signal("b", "b").result("${results.a}"))
            .after("tell2")
            .race("first", in -> in.signal("a", "a").signal("b", "b"))
            .after("both")
            .any("one", in -> in.signal("a", "a").signal("b", "b"))
            .after("first")
            .timeout(Duration.ofMinutes(5))
            .any("one2", OnLoss.LEAVE, in -> in.signal("a", "a").signal("b", "b"))
            .after("one")
            .forEach("each", "${input.tours}", in -> in.output("x", "t", "${item}"))
            .after("first")
            .forEach("each2", "${input.tours}", 10, in -> in.output("x", "t", "${index}"))
            .after("each")
            .saga("safe", in -> in.signal("a", "a"))
            .after("each2")
            .saga("safe2", UndoOrder.PARALLEL, in -> in.signal("a", "a"))
            .after("safe")
            .loop("poll", "${results.a}", 100, in -> in.signal("a", "a").result("done"))
            .after("safe2")
            .undo(new UndoCall("Booking.state", null, List.of(), thrice))
            .result(Map.of("r", "${results.poll}"))
            .build();
    assertThat(graph.nodes().byId().values())
        .extracting(node -> node.getClass().getSimpleName())
        .containsAll(
            Arrays.stream(Node.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .filter(kind -> !kind.equals("Activity"))
                .toList());
    Node.Task user = (Node.Task) graph.nodes().byId().get("user");
    assertThat(user.common().timeout()).isEqualTo(new Duration8601("PT1H30M"));
    assertThat(user.resend()).isTrue();
    assertThat(graph.nodes().byId().get("tell"))
        .extracting(node -> ((Node.Output) node).value())
        .extracting(Template::json)
        .hasToString("1.10");
    assertThat(GraphCodec.read(GraphCodec.write(graph))).isEqualTo(graph);
  }

  @Test
  void whatIsWrongWithTheFormIsToldAtOnce() {
    assertThatThrownBy(
            () ->
                Graphs.named("no name", 1)
                    .signal("a b", "go")
                    .loop("l", "nonsense", 0, in -> {})
                    .build())
        .isInstanceOfSatisfying(
            BadGraphException.class,
            bad ->
                assertThat(bad.problems())
                    .extracting(problem -> problem.pointer())
                    .containsExactlyInAnyOrder(
                        "/name",
                        "/nodes/a b",
                        "/nodes/l/until",
                        "/nodes/l/maxRounds",
                        "/nodes/l/nodes"));
  }

  @Test
  void mistakesAreToldAtTheirLine() {
    assertThatThrownBy(() -> Graphs.named("g", 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Graphs.named("g", 1).after("a"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> Graphs.named("g", 1).signal("a", "s").signal("a", "t"))
        .hasMessageContaining("two nodes 'a'");
    assertThatThrownBy(() -> Graphs.named("g", 1).child("a", String.class, null))
        .hasMessageContaining("has no @Workflow");
    assertThatThrownBy(() -> Graphs.named("g", 1).race("a", in -> in.result(1)))
        .hasMessageContaining("winner");
  }
}
