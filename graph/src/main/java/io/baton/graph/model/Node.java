package io.baton.graph.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.api.OnLoss;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One node of a graph. */
public sealed interface Node {
  Common common();

  default String id() {
    return common().id();
  }

  /** As a graph's text names it. */
  default String kind() {
    String name = getClass().getSimpleName();
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  /** What is inside of a container; null for other nodes. */
  default @Nullable Body body() {
    return null;
  }

  /**
   * What every node has.
   *
   * @param id unique in its body; 1 to 60 letters, digits, dashes and underscores
   * @param after empty for a node that the body begins with
   * @param when the node is skipped when this is false; null for no condition
   * @param undo null for what the activity itself declares; empty for none
   * @param undoWhenUnknown whether its effect is taken back when nobody knows whether there is one;
   *     null for the graph's default
   * @param allowFailure whether what comes after it goes on as if it had not failed
   * @param layout where an editor draws it; kept as it is
   */
  record Common(
      String id,
      @Nullable String label,
      List<Edge> after,
      Join join,
      @Nullable Expression when,
      @Nullable Retries retry,
      @Nullable Duration8601 timeout,
      @Nullable List<UndoCall> undo,
      @Nullable Boolean undoWhenUnknown,
      boolean allowFailure,
      @Nullable JsonNode layout) {
    /** Of a node whose failure counts. */
    public Common(
        String id,
        @Nullable String label,
        List<Edge> after,
        Join join,
        @Nullable Expression when,
        @Nullable Retries retry,
        @Nullable Duration8601 timeout,
        @Nullable List<UndoCall> undo,
        @Nullable Boolean undoWhenUnknown,
        @Nullable JsonNode layout) {
      this(id, label, after, join, when, retry, timeout, undo, undoWhenUnknown, false, layout);
    }
  }

  /** Calls an activity of the application. */
  record Activity(Common common, String activity, List<Template> args) implements Node {}

  /**
   * Has a function of a service done by a worker elsewhere.
   *
   * @param data what it is given; null for what the node before gave, or the input
   * @param maxProgress how many signs of life extend the time-out, before the attempt counts as
   *     failed; null for no limit
   * @param resend whether a failure that the worker reports is tried again
   */
  record Task(
      Common common,
      TaskName task,
      @Nullable Template data,
      @Nullable Integer maxProgress,
      boolean resend)
      implements Node {
    /** A task that says nothing but what is called, and after what. */
    public static Task calling(
        TaskName task, String id, List<Edge> after, @Nullable JsonNode layout) {
      Common common = new Common(id, null, after, Join.ALL, null, null, null, null, null, layout);
      return new Task(common, task, null, null, false);
    }
  }

  /** Waits for the next signal of a name; its value is the result. */
  record Signal(Common common, String signal) implements Node {}

  /**
   * Waits for a moment.
   *
   * @param duration an ISO-8601 duration or an expression that gives one; null when {@code until}
   *     is there
   * @param until an ISO-8601 moment or an expression that gives one
   */
  record Sleep(Common common, @Nullable Template duration, @Nullable Template until)
      implements Node {}

  /** Runs another workflow; its result is the result. */
  record Child(Common common, String workflow, @Nullable Template input) implements Node {}

  /** Publishes a value. */
  record Output(Common common, String topic, @Nullable Template key, @Nullable Template value)
      implements Node {}

  /**
   * Succeeds when all in it ended well.
   *
   * @param result null for the result of the only node that nothing comes after, or of several such
   *     nodes by id
   */
  record All(Common common, Body body, @Nullable Template result) implements Node {}

  /** Ends with the first of its nodes that nothing comes after; the others are cancelled. */
  record Race(Common common, Body body) implements Node {}

  /**
   * Ends with the first of its nodes that nothing comes after and that succeeded; ways that fail
   * are passed over. It fails when all of them did.
   *
   * @param onLoss what becomes of the other ways
   */
  record Any(Common common, OnLoss onLoss, Body body) implements Node {}

  /**
   * The body once for each item, side by side; the results are a list in the order of the items.
   *
   * @param items an expression that gives a list of at most 10,000
   * @param parallel how many at one time; null for all
   */
  record ForEach(
      Common common,
      Expression items,
      @Nullable Integer parallel,
      Body body,
      @Nullable Template result)
      implements Node {}

  /**
   * What is in it is taken back before its failure reaches what comes after it.
   *
   * @param undo how
   */
  record Saga(Common common, UndoRule undo, Body body, @Nullable Template result) implements Node {}

  /**
   * The body again and again, until the condition holds after a round.
   *
   * @param until sees what the round's nodes gave, and {@code round} from 1 on
   * @param maxRounds the loop fails when the condition does not hold after so many; at most
   *     1,000,000
   */
  record Loop(Common common, Expression until, int maxRounds, Body body, @Nullable Template result)
      implements Node {}
}
