package io.baton.graph.build;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.api.UndoOrder;
import io.baton.graph.json.BadGraphException;
import io.baton.graph.json.GraphCodec;
import io.baton.graph.model.Graph;
import io.baton.graph.model.Graph.Concurrency;
import io.baton.graph.model.Graph.Defaults;
import io.baton.graph.model.Graph.WhenFull;
import io.baton.graph.model.GraphVersion;
import io.baton.graph.model.Retries;
import io.baton.graph.model.UndoRule;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A graph that is being written. */
public final class GraphBuilder extends Nodes<GraphBuilder> {
  private final String name;
  private final GraphVersion version;
  private @Nullable String description;
  private Defaults defaults = Defaults.NONE;
  private UndoRule undo = UndoRule.ORDINARY;
  private @Nullable Concurrency concurrency;
  private @Nullable Retries retryCase;
  private int chain = 1;
  private @Nullable JsonNode layout;

  GraphBuilder(String name, GraphVersion version) {
    this.name = name;
    this.version = version;
  }

  @Override
  GraphBuilder self() {
    return this;
  }

  /** What it is for. */
  public GraphBuilder description(String text) {
    description = text;
    return this;
  }

  /** How often nodes are tried that say nothing of it. */
  public GraphBuilder defaultRetry(Retries retry) {
    defaults = new Defaults(retry, defaults.timeout(), defaults.undoWhenUnknown());
    return this;
  }

  /** How long nodes may go without an answer that say nothing of it. */
  public GraphBuilder defaultTimeout(Duration timeout) {
    defaults = new Defaults(defaults.retry(), Values.duration(timeout), defaults.undoWhenUnknown());
    return this;
  }

  /** Whether the effect of nodes that say nothing of it is taken back when it is unknown. */
  public GraphBuilder defaultUndoWhenUnknown(boolean undone) {
    defaults = new Defaults(defaults.retry(), defaults.timeout(), undone);
    return this;
  }

  /** How a failed case is taken back. */
  public GraphBuilder undoing(UndoOrder order, UndoRule.Scope scope) {
    undo = new UndoRule(order, scope);
    return this;
  }

  /** How many cases may run at one time, and what becomes of one more. */
  public GraphBuilder concurrency(int limit, WhenFull whenFull) {
    concurrency = new Concurrency(limit, whenFull);
    return this;
  }

  /** How often a case that failed is run again, and how long apart; without {@code then}. */
  public GraphBuilder retryCase(Retries retry) {
    retryCase = retry;
    return this;
  }

  /** How many activities of a case one transaction may do, one after the other: 1 to 100. */
  public GraphBuilder chain(int most) {
    chain = most;
    return this;
  }

  /** Where an editor draws things; any JSON. */
  public GraphBuilder graphLayout(Object value) {
    layout = Values.json(value);
    return this;
  }

  /**
   * The graph, just as it would be read from its text.
   *
   * @throws BadGraphException naming everything that is wrong with its form; whether it makes sense
   *     is told by {@code GraphCheck}
   */
  public Graph build() {
    Graph graph =
        new Graph(
            name,
            version,
            description,
            defaults,
            undo,
            concurrency,
            retryCase,
            chain,
            body(),
            result(),
            layout);
    return GraphCodec.read(GraphCodec.write(graph));
  }
}
