package io.baton.standalone;

import io.baton.model.Awaited;
import io.baton.model.CaseId;
import io.baton.model.Event;
import io.baton.model.Failure;
import io.baton.model.RefId;
import io.baton.model.Turn;
import io.baton.model.WorkflowId;
import io.baton.port.TurnObserver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What went between the cases and the world outside, a line each. */
final class Trace implements TurnObserver {
  private final List<String> lines = new ArrayList<>();
  private final Map<String, Mock.Output> outputs = new HashMap<>();
  private final Map<String, String> undos = new HashMap<>();

  @Override
  public synchronized void committed(CaseId id, WorkflowId workflow, Turn turn) {
    turn.events().forEach(event -> tell(id, event));
  }

  private void tell(CaseId id, Event event) {
    if (event instanceof Event.RefOpened e) {
      if (!(e.awaited() instanceof Awaited.Noted)) {
        add("ask", at(id, e.ref()), e.awaited().describe());
      }
    } else if (event instanceof Event.RefSettled e) {
      answered(at(id, e.ref()), e.value(), e.failure());
    } else if (event instanceof Event.SignalReceived e) {
      add("signal", id, e.signal() + " " + e.value());
    } else if (event instanceof Event.RefCancelled e) {
      add("cancel", at(id, e.ref()), "");
    } else if (event instanceof Event.UndoRegistered e) {
      undos.put(at(id, e.ref()), e.undo() + "" + e.args());
    } else if (event instanceof Event.UndoStarted e) {
      add("ask", at(id, e.ref()) + "/undo", undos.getOrDefault(at(id, e.ref()), ""));
    } else if (event instanceof Event.UndoDone e) {
      add("resume", at(id, e.ref()) + "/undo", "");
    } else if (event instanceof Event.UndoAttemptFailed e) {
      add("reject", at(id, e.ref()) + "/undo", e.failure().message());
    } else if (event instanceof Event.OutputSent e) {
      String key = e.key() == null ? id.value() : e.key();
      outputs.put(e.topic(), new Mock.Output(e.topic(), key, e.value().toString()));
      add("output", e.topic(), key + " " + e.value());
    } else if (event instanceof Event.CaseParked e) {
      add("park", id, e.reason().toString());
    } else if (event instanceof Event.CaseEnded e) {
      add("end", id, e.status() + (e.result() == null ? "" : " " + e.result()));
    }
  }

  private void answered(String ref, @Nullable Object value, @Nullable Failure failure) {
    add(failure == null ? "resume" : "reject", ref, failure == null ? value : failure.message());
  }

  private static String at(CaseId id, RefId ref) {
    return id + "/" + ref;
  }

  private void add(String verb, Object whom, @Nullable Object what) {
    lines.add((verb + " " + whom + " " + (what == null ? "" : what)).stripTrailing());
  }

  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  synchronized Optional<Mock.Output> lastOutput(String topic) {
    return Optional.ofNullable(outputs.get(topic));
  }

  synchronized void clear() {
    lines.clear();
    outputs.clear();
    undos.clear();
  }
}
