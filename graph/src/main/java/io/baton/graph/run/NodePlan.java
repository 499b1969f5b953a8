package io.baton.graph.run;

import io.baton.api.OnLoss;
import io.baton.graph.model.Duration8601;
import io.baton.graph.model.Expression;
import io.baton.graph.model.Node;
import io.baton.graph.model.Template;
import io.baton.graph.run.Expressions.Compiled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node as it is followed. Nobody changes it once its body is read. */
final class NodePlan {
  private final Node node;
  private final int number;
  private final @Nullable BodyPlan body;
  private final @Nullable Compiled when;
  private final @Nullable Compiled condition;
  private final List<Filling> fillings;
  private final List<EdgePlan> after = new ArrayList<>();

  NodePlan(Node node, int number) {
    this.node = node;
    this.number = number;
    body = BodyPlan.inside(node);
    when = compiled(node.common().when());
    condition = compiled(condition(node));
    fillings = templates(node).stream().map(Filling::of).toList();
  }

  private static @Nullable Compiled compiled(@Nullable Expression expression) {
    return expression == null ? null : Expressions.compile(expression);
  }

  private static @Nullable Expression condition(Node node) {
    if (node instanceof Node.Loop loop) {
      return loop.until();
    }
    return node instanceof Node.ForEach each ? each.items() : null;
  }

  private static List<Template> templates(Node node) {
    List<@Nullable Template> templates = new ArrayList<>();
    if (node instanceof Node.Activity activity) {
      templates.addAll(activity.args());
    } else if (node instanceof Node.Task task) {
      templates.add(task.data());
    } else if (node instanceof Node.Sleep sleep) {
      templates.add(sleep.duration());
      templates.add(sleep.until());
    } else if (node instanceof Node.Child child) {
      templates.add(child.input());
    } else if (node instanceof Node.Output output) {
      templates.add(output.value());
      templates.add(output.key());
    }
    return templates.stream().filter(java.util.Objects::nonNull).toList();
  }

  void addAfter(EdgePlan edge) {
    after.add(edge);
  }

  Node node() {
    return node;
  }

  /** Its place in its body. */
  int number() {
    return number;
  }

  int edgesBefore() {
    return node.common().after().size();
  }

  List<EdgePlan> after() {
    return after;
  }

  @Nullable BodyPlan body() {
    return body;
  }

  @Nullable Compiled when() {
    return when;
  }

  /** What a loop ends with, or the items of a forEach; null for other kinds. */
  @Nullable Compiled condition() {
    return condition;
  }

  /** How long it may last as a whole; null for as long as it takes, and for other kinds. */
  @Nullable Duration limit() {
    Duration8601 timeout = node.common().timeout();
    boolean bounded = body != null || node instanceof Node.Child;
    return bounded && timeout != null ? timeout.value() : null;
  }

  /** True for a container that ends with the first of its ends. */
  boolean firstWins() {
    return node instanceof Node.Race || node instanceof Node.Any;
  }

  /** What becomes of those ways in it that did not win. */
  OnLoss onLoss() {
    return node instanceof Node.Any any ? any.onLoss() : OnLoss.UNDO;
  }

  /** True for a container whose other ways go on when it has ended. */
  boolean leaves() {
    return onLoss() == OnLoss.LEAVE;
  }

  /** What the node is given, in the order of its record. */
  List<Filling> fillings() {
    return fillings;
  }

  @Override
  public String toString() {
    return node.id();
  }
}
