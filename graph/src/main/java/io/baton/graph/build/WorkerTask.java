package io.baton.graph.build;

import io.baton.graph.model.Node;
import io.baton.graph.model.TaskName;
import io.baton.graph.model.Template;
import io.baton.graph.model.UndoCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function of a service, done by a worker elsewhere: {@code WorkerTask.of("user",
 * "create").data("${input}")}.
 */
public record WorkerTask(
    TaskName name, @Nullable Template given, @Nullable Integer maxProgress, boolean resent) {
  /** It is given what the node before gave, or the input. */
  public static WorkerTask of(String service, String function) {
    return new WorkerTask(new TaskName(service, function, null), null, null, false);
  }

  /** Where its workers take requests, if not at the service's own place. */
  public WorkerTask destination(String destination) {
    return new WorkerTask(
        new TaskName(name.service(), name.function(), destination, name.group()),
        given,
        maxProgress,
        resent);
  }

  /** Which of its workers are asked: those that listen to {@code destination.group}. */
  public WorkerTask group(String group) {
    return new WorkerTask(
        new TaskName(name.service(), name.function(), name.destination(), group),
        given,
        maxProgress,
        resent);
  }

  /** What it is given; expressions are filled in. */
  public WorkerTask data(@Nullable Object data) {
    return new WorkerTask(name, Values.template(data), maxProgress, resent);
  }

  /** How many signs of life extend the time-out, before the attempt counts as failed. */
  public WorkerTask maxProgress(int signs) {
    return new WorkerTask(name, given, signs, resent);
  }

  /** A failure that the worker reports is tried again. */
  public WorkerTask resend() {
    return new WorkerTask(name, given, maxProgress, true);
  }

  Node node(Node.Common common) {
    return new Node.Task(common, name, given, maxProgress, resent);
  }

  UndoCall undo() {
    return new UndoCall(null, name, given == null ? null : List.of(given), null);
  }
}
