package io.baton.graph.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.graph.json.BadGraphException;
import io.baton.graph.model.Body;
import io.baton.graph.model.Graph;
import io.baton.graph.model.Node;
import io.baton.graph.model.TaskName;
import io.baton.graph.model.UndoCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which functions take back what a function did, for all workflows: the original's negation list.
 *
 * @param byProcess functions of one list are called side by side
 */
public record UndoTable(Map<TaskName, List<TaskName>> byProcess) {
  public static final UndoTable EMPTY = new UndoTable(Map.of());

  public UndoTable {
    byProcess = Map.copyOf(byProcess);
  }

  /**
   * JSON or RON in any of the forms of {@link #read(JsonNode)}.
   *
   * @throws BadGraphException with everything that is wrong
   */
  public static UndoTable read(String text) {
    return read(Notation.read(text));
  }

  /**
   * {@code {service: {function: [undo, …]}}}, where an undo is a function of the same service or a
   * process; or a map of processes, or a list of pairs of processes. It may stand in an object as
   * {@code services_function_negation_list} or {@code rollback_functions}. A single undo needs no
   * list. A text is read as one.
   *
   * @throws BadGraphException with everything that is wrong
   */
  public static UndoTable read(JsonNode json) {
    return new UndoTableReader().read(json.isTextual() ? Notation.read(json.textValue()) : json);
  }

  /** This table, and what {@code other} says of functions that this one does not name. */
  public UndoTable over(UndoTable other) {
    Map<TaskName, List<TaskName>> both = new LinkedHashMap<>(other.byProcess);
    both.putAll(byProcess);
    return new UndoTable(both);
  }

  /** The graph, with the undo of all tasks that say none themselves. */
  public Graph fill(Graph graph) {
    return byProcess.isEmpty()
        ? graph
        : new Graph(
            graph.name(),
            graph.version(),
            graph.description(),
            graph.defaults(),
            graph.undo(),
            graph.concurrency(),
            graph.retryCase(),
            graph.chain(),
            fill(graph.nodes()),
            graph.result(),
            graph.layout());
  }

  private Body fill(Body body) {
    Map<String, Node> byId = new LinkedHashMap<>();
    body.byId().forEach((id, node) -> byId.put(id, fill(node)));
    return new Body(byId);
  }

  private Node fill(Node node) {
    if (node instanceof Node.Task task) {
      return new Node.Task(fill(task), task.task(), task.data(), task.maxProgress(), task.resend());
    } else if (node instanceof Node.All all) {
      return new Node.All(all.common(), fill(all.body()), all.result());
    } else if (node instanceof Node.Race race) {
      return new Node.Race(race.common(), fill(race.body()));
    } else if (node instanceof Node.Any any) {
      return new Node.Any(any.common(), any.onLoss(), fill(any.body()));
    } else if (node instanceof Node.ForEach each) {
      return new Node.ForEach(
          each.common(), each.items(), each.parallel(), fill(each.body()), each.result());
    } else if (node instanceof Node.Saga saga) {
      return new Node.Saga(saga.common(), saga.undo(), fill(saga.body()), saga.result());
    } else if (node instanceof Node.Loop loop) {
      return new Node.Loop(
          loop.common(), loop.until(), loop.maxRounds(), fill(loop.body()), loop.result());
    }
    return node;
  }

  private Node.Common fill(Node.Task node) {
    Node.Common common = node.common();
    TaskName task = node.task();
    List<TaskName> undos = byProcess.get(new TaskName(task.service(), task.function(), null));
    if (common.undo() != null || undos == null) {
      return common;
    }
    return new Node.Common(
        common.id(),
        common.label(),
        common.after(),
        common.join(),
        common.when(),
        common.retry(),
        common.timeout(),
        undos.stream().map(undo -> call(undo, task)).toList(),
        common.undoWhenUnknown(),
        common.allowFailure(),
        common.layout());
  }

  /** Workers of one service take all of its requests at one place. */
  private static UndoCall call(TaskName undo, TaskName task) {
    boolean same = undo.service().equals(task.service());
    TaskName there =
        new TaskName(
            undo.service(),
            undo.function(),
            same ? task.destination() : null,
            same ? task.group() : null);
    return new UndoCall(null, there, null, null);
  }
}
