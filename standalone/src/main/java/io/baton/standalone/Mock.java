package io.baton.standalone;

import io.baton.model.Awaited;
import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.CommandId;
import io.baton.model.Failure;
import io.baton.model.Failure.Category;
import io.baton.model.Payload;
import io.baton.model.Ref;
import io.baton.model.Undo;
import io.baton.persistence.fleeting.FleetingCaseStore;
import io.baton.wire.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The world outside, played by hand. In mock mode, which the environment variable {@code
 * BATON_MOCK} switches on, an engine calls no activity: each call waits until somebody says what
 * comes of it, and so does everything else that a case waits for.
 *
 * <p>What is awaited has an id: {@code case/ref}, for the undo of what was done {@code
 * case/ref/undo}.
 */
public final class Mock {
  private static final String UNDO = "/undo";

  private final FleetingCaseStore store;
  private final Consumer<Command> outbox;
  private final Trace trace = new Trace();
  private final Set<CaseId> forgotten = new HashSet<>();

  /**
   * @param outbox sends a command; a timer that it fires is done with
   */
  Mock(FleetingCaseStore store, Consumer<Command> outbox) {
    this.store = store;
    this.outbox = outbox;
  }

  Trace traced() {
    return trace;
  }

  /**
   * Something that a case waits for.
   *
   * @param id what {@link #resume} takes
   * @param what such as {@code Booking.reserveCar["ada"]}, {@code timer}, {@code signal approval}
   */
  public record Open(String id, String what) {}

  /**
   * What was put on an output topic.
   *
   * @param value as JSON
   */
  public record Output(String topic, String key, String value) {}

  /** What the cases wait for, in the order of the cases and then of the asking. */
  public List<Open> openRefs() {
    List<Open> open = new ArrayList<>();
    for (Case now : cases()) {
      for (Ref ref : now.openRefs()) {
        open.add(new Open(now.id() + "/" + ref.id(), ref.awaited().describe()));
      }
      for (Undo undo : now.undos()) {
        if (undo.state() == Undo.State.RUNNING) {
          open.add(
              new Open(now.id() + "/" + undo.ref() + UNDO, undo.activity() + "" + undo.args()));
        }
      }
    }
    return open;
  }

  /**
   * What is awaited comes: an activity has done its work, a timer fires, a signal arrives, a person
   * answers.
   *
   * @param value what the workflow gets; null for what gives nothing
   * @throws IllegalArgumentException when nothing waits for it
   */
  public void resume(String id, @Nullable Object value) {
    settle(id, Json.payload(value), null);
  }

  /**
   * What is awaited does not come: the workflow gets an exception with this text.
   *
   * @throws IllegalArgumentException when nothing waits for it, or it cannot be refused
   */
  public void reject(String id, String reason) {
    settle(id, null, new Failure(Category.BUSINESS, "Rejected", reason));
  }

  /** What was, is not told any more, and the cases there are do not count. */
  public synchronized void reset() {
    store.cases().forEach(now -> forgotten.add(now.id()));
    trace.clear();
  }

  /**
   * All that went out and came in, in its order and without times, so that it can be compared with
   * an earlier run's: {@code ask}, {@code resume}, {@code reject}, {@code signal}, {@code output},
   * {@code end}.
   */
  public List<String> trace() {
    return trace.lines();
  }

  public Optional<Output> lastOutput(String topic) {
    return trace.lastOutput(topic);
  }

  private synchronized List<Case> cases() {
    return store.cases().stream()
        .filter(now -> !now.status().isEnd() && !forgotten.contains(now.id()))
        .toList();
  }

  private void settle(String id, @Nullable Payload value, @Nullable Failure failure) {
    boolean undo = id.endsWith(UNDO);
    String of = undo ? id.substring(0, id.length() - UNDO.length()) : id;
    for (Case now : cases()) {
      for (Ref ref : undo ? List.<Ref>of() : now.openRefs()) {
        if (of.equals(now.id() + "/" + ref.id())) {
          answer(now, ref, value, failure);
          return;
        }
      }
      for (Undo entry : undo ? now.undos() : List.<Undo>of()) {
        if (of.equals(now.id() + "/" + entry.ref()) && entry.state() == Undo.State.RUNNING) {
          outbox.accept(
              new Command.SettleUndo(now.id(), fresh(), entry.ref(), entry.attempt(), failure));
          return;
        }
      }
    }
    throw new IllegalArgumentException("nothing waits for " + id + "; open are " + openRefs());
  }

  private void answer(Case now, Ref ref, @Nullable Payload value, @Nullable Failure failure) {
    Awaited awaited = ref.awaited();
    boolean simple = awaited instanceof Awaited.Activity || awaited instanceof Awaited.Outside;
    if (awaited instanceof Awaited.Child || (failure != null && !simple)) {
      throw new IllegalArgumentException(
          "%s/%s is %s: it cannot be %s by hand"
              .formatted(
                  now.id(),
                  ref.id(),
                  awaited.describe(),
                  failure == null ? "resumed" : "rejected"));
    }
    if (awaited instanceof Awaited.Timer timer) {
      outbox.accept(new Command.FireTimer(now.id(), ref.id(), timer.due()));
    } else if (awaited instanceof Awaited.Signal signal) {
      Payload sent = value == null ? Payload.NULL : value;
      outbox.accept(new Command.DeliverSignal(now.id(), fresh(), signal.signal(), sent, 0));
    } else {
      outbox.accept(
          new Command.SettleRef(now.id(), fresh(), ref.id(), ref.attempt(), value, failure));
    }
  }

  private static CommandId fresh() {
    return new CommandId("mock " + UUID.randomUUID());
  }
}
