package io.baton.graph.model;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A workflow as data, as the schema {@code baton-graph/1} has it.
 *
 * @param defaults what nodes say that do not say it themselves
 * @param nodes by id, in the order of the text
 * @param result what a case completes with; null for the result of the only node that nothing comes
 *     after, or of several such nodes by id
 * @param retryCase how often a case that failed is run again; null for never
 * @param chain how many activities of a case one transaction does at most
 * @param layout where an editor draws things; kept as it is
 */
public record Graph(
    String name,
    GraphVersion version,
    @Nullable String description,
    Defaults defaults,
    UndoRule undo,
    @Nullable Concurrency concurrency,
    @Nullable Retries retryCase,
    int chain,
    Body nodes,
    @Nullable Template result,
    @Nullable JsonNode layout) {

  /** A graph whose cases are not run again, and whose activities have a transaction each. */
  public Graph(
      String name,
      GraphVersion version,
      @Nullable String description,
      Defaults defaults,
      UndoRule undo,
      @Nullable Concurrency concurrency,
      Body nodes,
      @Nullable Template result,
      @Nullable JsonNode layout) {
    this(name, version, description, defaults, undo, concurrency, null, 1, nodes, result, layout);
  }

  /** A graph that says nothing but its nodes. */
  public static Graph of(String name, GraphVersion version, Body nodes, @Nullable JsonNode layout) {
    return new Graph(
        name, version, null, Defaults.NONE, UndoRule.ORDINARY, null, nodes, null, layout);
  }

  /** What counts for each node that says nothing of its own. */
  public record Defaults(
      @Nullable Retries retry, @Nullable Duration8601 timeout, boolean undoWhenUnknown) {
    public static final Defaults NONE = new Defaults(null, null, false);
  }

  /** How many cases may run at one time, and what becomes of one more. */
  public record Concurrency(int limit, WhenFull whenFull) {}

  /** The fate of a case for which there is no room. */
  public enum WhenFull {
    QUEUE,
    CANCEL,
    FAIL
  }
}
