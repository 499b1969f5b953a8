package io.baton.workflow.script;

import io.baton.engine.Kernels;
import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.CommandId;
import io.baton.model.Event;
import io.baton.model.Failure;
import io.baton.model.Failure.Category;
import io.baton.model.RefId;
import io.baton.model.Turn;
import io.baton.model.WorkflowId;
import io.baton.wire.Json;
import io.baton.workflow.Decision;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A case that runs a workflow class, turn by turn. */
final class Run {
  private static final java.time.Instant AT = java.time.Instant.EPOCH;

  private final List<Turn> journal = new ArrayList<>();
  private Scripts scripts;
  private final WorkflowId id;

  Run(Class<?> workflow, @Nullable Object input) {
    scripts = scripts(workflow);
    id = new WorkflowId(scripts.workflows().first(), 1);
    turn(new Event.CaseStarted(id, Json.payload(input), "alice", null));
  }

  static Scripts scripts(Class<?> workflow) {
    return Scripts.read(List.of(workflow), List.of(Shop.class), Run::make);
  }

  /** The journal stays, the code is another. */
  Run code(Class<?> other) {
    scripts = scripts(other);
    return this;
  }

  private static Instances.Instance make(Class<?> workflow) {
    try {
      Object made = workflow.getDeclaredConstructor().newInstance();
      for (Field field : workflow.getDeclaredFields()) {
        if (field.getType() == Shop.class) {
          field.set(made, DurableProxy.of(Shop.class));
        }
      }
      return new Instances.Instance() {
        @Override
        public Object object() {
          return made;
        }

        @Override
        public void release() {}
      };
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private void turn(Event... events) {
    journal.add(new Turn(journal.size(), new CommandId("c" + journal.size()), AT, List.of(events)));
  }

  Run with(List<Event> events) {
    turn(events.toArray(Event[]::new));
    return this;
  }

  /** What a store does to a journal: it becomes text, and text becomes it. */
  Run reread() {
    journal.replaceAll(Kernels::asRead);
    return this;
  }

  Decision decide() {
    Case now = Case.replay(new CaseId("c-1"), journal);
    return scripts.program(id).orElseThrow().decide(now);
  }

  /** Decides, and opens what is asked for. */
  Run goesOn() {
    ((Decision.Continue) decide()).moves().forEach(this::turn);
    return this;
  }

  Run answered(int ref, @Nullable Object value) {
    turn(new Event.RefSettled(new RefId("" + ref), Json.payload(value), null));
    return this;
  }

  Run failed(int ref, Category category, String type, String message) {
    Failure failure = new Failure(category, type, message);
    turn(new Event.RefSettled(new RefId("" + ref), null, failure));
    return this;
  }
}
