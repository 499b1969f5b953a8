package io.baton.graph.build;

import io.baton.api.OnLoss;
import io.baton.api.Signal;
import io.baton.api.UndoOrder;
import io.baton.api.Workflow;
import io.baton.graph.model.Expression;
import io.baton.graph.model.Node;
import io.baton.graph.model.Template;
import io.baton.graph.model.UndoRule;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The nodes of a body, each with an id that is unique in it. */
public abstract sealed class Nodes<S extends Nodes<S>> extends ActivityNodes<S>
    permits GraphBuilder, BodyBuilder {
  private @Nullable Template result;

  Nodes() {}

  /** Has a worker elsewhere do something. */
  public final S task(String id, WorkerTask task) {
    return add(id, task::node);
  }

  /** Waits for the next signal of this name. */
  public final S signal(String id, String signal) {
    return add(id, common -> new Node.Signal(common, signal));
  }

  /** Waits for the next signal. */
  public final S signal(String id, Signal<?> signal) {
    return signal(id, signal.name());
  }

  /** Waits so long. */
  public final S sleep(String id, Duration duration) {
    return sleep(id, duration.toString());
  }

  /** Waits so long; an ISO-8601 duration, or an expression that gives one. */
  public final S sleep(String id, String duration) {
    return add(id, common -> new Node.Sleep(common, Values.template(duration), null));
  }

  /** Waits for a moment; an ISO-8601 moment, or an expression that gives one. */
  public final S sleepUntil(String id, String moment) {
    return add(id, common -> new Node.Sleep(common, null, Values.template(moment)));
  }

  /** Runs another workflow, by name. */
  public final S child(String id, String workflow, @Nullable Object input) {
    return add(id, common -> new Node.Child(common, workflow, Values.template(input)));
  }

  /** Runs another workflow, which is code. */
  public final S child(String id, Class<?> workflow, @Nullable Object input) {
    Workflow named = workflow.getAnnotation(Workflow.class);
    if (named == null) {
      throw new IllegalArgumentException(workflow.getName() + " has no @Workflow");
    }
    return child(id, named.name(), input);
  }

  /** Publishes a value, with the case's id as key. */
  public final S output(String id, String topic, @Nullable Object value) {
    return add(id, common -> new Node.Output(common, topic, null, Values.template(value)));
  }

  /** Publishes a value. */
  public final S output(String id, String topic, String key, @Nullable Object value) {
    return add(
        id, common -> new Node.Output(common, topic, Values.template(key), Values.template(value)));
  }

  /** Succeeds when all in it ended well. */
  public final S all(String id, Consumer<BodyBuilder> nodes) {
    BodyBuilder in = BodyBuilder.of(nodes);
    return add(id, common -> new Node.All(common, in.body(), in.result()));
  }

  /** Ends with the first of its ends. */
  public final S race(String id, Consumer<BodyBuilder> nodes) {
    BodyBuilder in = BodyBuilder.of(nodes);
    if (in.result() != null) {
      throw new IllegalArgumentException("the result of a race is that of its winner");
    }
    return add(id, common -> new Node.Race(common, in.body()));
  }

  /** Ends with the first of its ends that succeeds; what the others did is taken back. */
  public final S any(String id, Consumer<BodyBuilder> nodes) {
    return any(id, OnLoss.UNDO, nodes);
  }

  /**
   * Ends with the first of its ends that succeeds.
   *
   * @param onLoss what becomes of the others
   */
  public final S any(String id, OnLoss onLoss, Consumer<BodyBuilder> nodes) {
    BodyBuilder in = BodyBuilder.of(nodes);
    if (in.result() != null) {
      throw new IllegalArgumentException("the result of an any is that of its winner");
    }
    return add(id, common -> new Node.Any(common, onLoss, in.body()));
  }

  /**
   * The nodes once for each item, all side by side.
   *
   * @param items an expression
   */
  public final S forEach(String id, String items, Consumer<BodyBuilder> nodes) {
    return forEach(id, items, null, BodyBuilder.of(nodes));
  }

  /**
   * The nodes once for each item.
   *
   * @param items an expression
   * @param parallel how many side by side
   */
  public final S forEach(String id, String items, int parallel, Consumer<BodyBuilder> nodes) {
    return forEach(id, items, parallel, BodyBuilder.of(nodes));
  }

  private S forEach(String id, String items, @Nullable Integer parallel, BodyBuilder in) {
    return add(
        id,
        common ->
            new Node.ForEach(common, new Expression(items), parallel, in.body(), in.result()));
  }

  /** What is in it is taken back before its failure reaches what comes after it. */
  public final S saga(String id, Consumer<BodyBuilder> nodes) {
    return saga(id, UndoRule.ORDINARY.order(), nodes);
  }

  /** As {@link #saga(String, Consumer)}, taken back in another order. */
  public final S saga(String id, UndoOrder order, Consumer<BodyBuilder> nodes) {
    BodyBuilder in = BodyBuilder.of(nodes);
    UndoRule rule = new UndoRule(order, UndoRule.ORDINARY.scope());
    return add(id, common -> new Node.Saga(common, rule, in.body(), in.result()));
  }

  /**
   * The nodes again and again.
   *
   * @param until an expression
   * @param maxRounds after which the loop fails
   */
  public final S loop(String id, String until, int maxRounds, Consumer<BodyBuilder> nodes) {
    BodyBuilder in = BodyBuilder.of(nodes);
    return add(
        id,
        common -> new Node.Loop(common, new Expression(until), maxRounds, in.body(), in.result()));
  }

  /** What these nodes give together. */
  public final S result(@Nullable Object result) {
    this.result = Values.template(result);
    return self();
  }

  final @Nullable Template result() {
    return result;
  }
}
