package io.baton.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.baton.api.OnLoss;
import io.baton.api.UndoOrder;
import io.baton.graph.model.Body;
import io.baton.graph.model.Duration8601;
import io.baton.graph.model.Edge;
import io.baton.graph.model.Expression;
import io.baton.graph.model.Graph;
import io.baton.graph.model.GraphVersion;
import io.baton.graph.model.Join;
import io.baton.graph.model.Node;
import io.baton.graph.model.Retries;
import io.baton.graph.model.TaskName;
import io.baton.graph.model.Template;
import io.baton.graph.model.UndoCall;
import io.baton.graph.model.UndoRule;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Graphs that use everything there is, the same ones for the same seed. */
public final class RandomGraphs {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String[] TEXTS = {
    "",
    "a",
    "${input.who}",
    "Grüße 🚀",
    "tab\t\"quote\" \\ / \u2028",
    "two\nlines",
    "no ${input} yes"
  };
  private static final String[] DURATIONS = {"PT1S", "PT0.25S", "P2DT3H", "PT90M", "PT0.1S"};
  private static final String[] VERSIONS = {"1", "3", "v0.10.0", "2.0.1", "2000000000"};

  private final Random random;

  public RandomGraphs(long seed) {
    random = new Random(seed);
  }

  public Graph graph() {
    return new Graph(
        "random." + random.nextInt(10),
        new GraphVersion(one(VERSIONS)),
        maybe(() -> one(TEXTS)),
        random.nextBoolean()
            ? Graph.Defaults.NONE
            : new Graph.Defaults(maybe(this::retries), maybe(this::duration), random.nextBoolean()),
        rule(),
        maybe(() -> new Graph.Concurrency(1 + random.nextInt(9), one(Graph.WhenFull.values()))),
        maybe(this::retriesOfCase),
        random.nextBoolean() ? 1 : 1 + random.nextInt(100),
        body(0),
        maybe(this::template),
        maybe(() -> value(0)));
  }

  private Body body(int nesting) {
    Map<String, Node> nodes = new LinkedHashMap<>();
    List<String> before = new ArrayList<>();
    int count = 1 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      String id = one("n", "car-", "_", "Z9") + i;
      nodes.put(id, node(common(id, before), nesting));
      before.add(id);
    }
    return new Body(nodes);
  }

  private Node.Common common(String id, List<String> before) {
    List<Edge> after = new ArrayList<>();
    for (String previous : before) {
      if (random.nextInt(3) == 0) {
        after.add(new Edge(previous, one(Edge.On.values()), maybe(this::expression)));
      }
    }
    return new Node.Common(
        id,
        maybe(() -> one(TEXTS)),
        after,
        one(Join.values()),
        maybe(this::expression),
        maybe(this::retries),
        maybe(this::duration),
        maybe(() -> list(this::undo)),
        maybe(random::nextBoolean),
        random.nextBoolean(),
        maybe(() -> value(0)));
  }

  private Node node(Node.Common common, int nesting) {
    return switch (random.nextInt(nesting < 3 ? 13 : 7)) {
      case 0, 1 -> new Node.Activity(common, "Booking.reserve", list(this::template));
      case 2 ->
          new Node.Task(
              common,
              task(),
              maybe(this::template),
              maybe(() -> random.nextInt(50)),
              random.nextBoolean());
      case 3 -> new Node.Signal(common, "approval");
      case 4 ->
          random.nextBoolean()
              ? new Node.Sleep(common, new Template(JSON.textNode(one(DURATIONS))), null)
              : new Node.Sleep(common, null, new Template(JSON.textNode("${input.until}")));
      case 5 -> new Node.Child(common, "other", maybe(this::template));
      case 6 ->
          new Node.Output(
              common,
              "topic",
              maybe(() -> new Template(JSON.textNode(one(TEXTS)))),
              maybe(this::template));
      case 7 -> new Node.All(common, body(nesting + 1), maybe(this::template));
      case 8 -> new Node.Race(common, body(nesting + 1));
      case 9 ->
          new Node.ForEach(
              common,
              expression(),
              maybe(() -> 1 + random.nextInt(10_000)),
              body(nesting + 1),
              maybe(this::template));
      case 10 -> new Node.Any(common, one(OnLoss.values()), body(nesting + 1));
      case 11 -> new Node.Saga(common, rule(), body(nesting + 1), maybe(this::template));
      default ->
          new Node.Loop(
              common,
              expression(),
              1 + random.nextInt(1_000_000),
              body(nesting + 1),
              maybe(this::template));
    };
  }

  private UndoRule rule() {
    return new UndoRule(one(UndoOrder.values()), one(UndoRule.Scope.values()));
  }

  private TaskName task() {
    return new TaskName("user", "create", maybe(() -> "workers.user"), maybe(() -> "gpu"));
  }

  private UndoCall undo() {
    return random.nextBoolean()
        ? new UndoCall(
            "Booking.cancel", null, maybe(() -> list(this::template)), maybe(this::retries))
        : new UndoCall(null, task(), maybe(() -> List.of(template())), maybe(this::retries));
  }

  private Retries retries() {
    return new Retries(
        maybe(() -> 1 + random.nextInt(20)),
        maybe(() -> new Duration8601("PT0.5S")),
        maybe(() -> one(1.0, 1.5, 2.0, 99.125)),
        maybe(() -> new Duration8601("PT10M")),
        maybe(() -> one(0.0, 0.2, 0.00001, 1.0)),
        maybe(() -> one(Retries.Then.values())));
  }

  private Retries retriesOfCase() {
    Retries some = retries();
    return new Retries(3, some.delay(), some.factor(), some.maxDelay(), some.jitter(), null);
  }

  private Duration8601 duration() {
    return new Duration8601(one(DURATIONS));
  }

  private Expression expression() {
    return new Expression(one("${input.ok}", "${input.a > 1 ? true : false}"));
  }

  private Template template() {
    return new Template(value(0));
  }

  private JsonNode value(int depth) {
    return switch (random.nextInt(depth < 3 ? 9 : 7)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.booleanNode(random.nextBoolean());
      case 2 -> JSON.numberNode(random.nextInt());
      case 3 -> JSON.numberNode(Integer.MAX_VALUE + (long) random.nextInt(1_000_000) + 1);
      case 4 -> JSON.numberNode(BigInteger.TEN.pow(30));
      case 5 -> JSON.numberNode(new BigDecimal(one("1.10", "1E+30", "-0.005", "0.0")));
      case 6 -> JSON.textNode(one(TEXTS));
      case 7 -> {
        ArrayNode array = JSON.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
          array.add(value(depth + 1));
        }
        yield array;
      }
      default -> {
        ObjectNode object = JSON.objectNode();
        for (int i = random.nextInt(4); i > 0; i--) {
          object.set(one("a", "b/c", "~", "", "$schema"), value(depth + 1));
        }
        yield object;
      }
    };
  }

  private <T> List<T> list(Supplier<T> maker) {
    List<T> list = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      list.add(maker.get());
    }
    return list;
  }

  private <T> @Nullable T maybe(Supplier<T> maker) {
    return random.nextBoolean() ? maker.get() : null;
  }

  @SafeVarargs
  private <T> T one(T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
