package io.baton.graph.build;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.graph.model.Duration8601;
import io.baton.graph.model.Edge;
import io.baton.graph.model.Expression;
import io.baton.graph.model.Join;
import io.baton.graph.model.Node;
import io.baton.graph.model.Retries;
import io.baton.graph.model.UndoCall;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A node of which more may still be said. */
final class NodeDraft {
  private final String id;
  private final Function<Node.Common, Node> kind;
  final List<Edge> after = new ArrayList<>();
  @Nullable String label;
  Join join = Join.ALL;
  @Nullable Expression when;
  @Nullable Retries retry;
  @Nullable Duration8601 timeout;
  @Nullable List<UndoCall> undo;
  @Nullable Boolean undoWhenUnknown;
  boolean allowFailure;
  @Nullable JsonNode layout;

  NodeDraft(String id, Function<Node.Common, Node> kind) {
    this.id = id;
    this.kind = kind;
  }

  void addUndo(UndoCall call) {
    List<UndoCall> calls = undo == null ? new ArrayList<>() : new ArrayList<>(undo);
    calls.add(call);
    undo = calls;
  }

  Node node() {
    return kind.apply(
        new Node.Common(
            id,
            label,
            List.copyOf(after),
            join,
            when,
            retry,
            timeout,
            undo,
            undoWhenUnknown,
            allowFailure,
            layout));
  }
}
