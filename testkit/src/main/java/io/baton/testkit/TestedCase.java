package io.baton.testkit;

import io.baton.api.CaseStatus;
import io.baton.api.Signal;
import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.CommandId;
import io.baton.model.Event;
import io.baton.model.Failure;
import io.baton.model.Failure.Category;
import io.baton.model.Payload;
import io.baton.model.Ref;
import io.baton.model.RefId;
import io.baton.model.Turn;
import io.baton.wire.JournalFile;
import io.baton.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A case of a test. What is done to it is done when the call returns, with all that follows from it
 * at this moment.
 */
public final class TestedCase {
  private final Kit kit;
  private final CaseId id;

  TestedCase(Kit kit, CaseId id) {
    this.kit = kit;
    this.id = id;
  }

  public String id() {
    return id.value();
  }

  public CaseStatus status() {
    return now().status();
  }

  /**
   * What the workflow returned, as the caller would read it.
   *
   * @throws AssertionError when it has not completed
   */
  public <T> @Nullable T result(Class<T> type) {
    CaseAssert.assertThat(this).completed();
    Payload result = now().result();
    return result == null ? null : type.cast(Json.value(result, type, Json.LENIENT));
  }

  /** Sends a signal. */
  public <T> TestedCase signal(Signal<T> signal, T value) {
    kit.client(cases -> cases.get(id()).signal(signal, value));
    return this;
  }

  /**
   * Asks a {@code @Query} method of the workflow.
   *
   * @throws IllegalArgumentException when there is no such query, or the arguments do not fit
   */
  public <T> @Nullable T query(String name, Class<T> type, @Nullable Object... args) {
    return kit.baton().cases().get(id()).query(name, type, args);
  }

  /**
   * Gives the answer that the workflow awaits by {@code Flow.ref}.
   *
   * @throws AssertionError when there is none, or more than one
   */
  public TestedCase answer(@Nullable Object value) {
    return answer(onlyOpenAnswer(), Json.payload(value), null);
  }

  /** As {@link #answer(Object)}, by the id that {@code OpenRef.id} gave. */
  public TestedCase answer(String openRef, @Nullable Object value) {
    return answer(ref(openRef), Json.payload(value), null);
  }

  /** The answer is an error: the workflow sees a {@code RefusedException}. */
  public TestedCase refuse(String why) {
    return answer(onlyOpenAnswer(), null, new Failure(Category.BUSINESS, "Refused", why));
  }

  private TestedCase answer(RefId ref, @Nullable Payload value, @Nullable Failure failure) {
    return send(new Command.SettleRef(id, command("answer"), ref, 0, value, failure));
  }

  private RefId onlyOpenAnswer() {
    List<Ref> open = now().openRefs().stream().filter(Kit::isOutside).toList();
    if (open.size() != 1) {
      throw new AssertionError(
          "%s awaits %d answers from outside; it waits for %s"
              .formatted(id, open.size(), Story.waits(now())));
    }
    return open.get(0).id();
  }

  private RefId ref(String openRef) {
    String prefix = id + "/";
    if (!openRef.startsWith(prefix)) {
      throw new IllegalArgumentException(
          "'%s' is no open ref of %s: it would begin with %s".formatted(openRef, id, prefix));
    }
    return new RefId(openRef.substring(prefix.length()));
  }

  /** Asks the case to stop and to undo what it did. */
  public TestedCase cancel(String reason) {
    return send(new Command.CancelCase(id, command("cancel"), reason));
  }

  /** Tries again what the parked case stopped at. */
  public TestedCase retry() {
    return send(new Command.Operate(id, command("retry"), Command.Operate.Operation.RETRY));
  }

  /** What the case waits for, a line each. */
  public List<String> openRefs() {
    return Story.waits(now());
  }

  /** The activities that gave their result, in the order in which they did. */
  public List<String> did() {
    return did(false);
  }

  /** The activities that took an effect back, in the order in which they did. */
  public List<String> undid() {
    return did(true);
  }

  private List<String> did(boolean undos) {
    Map<RefId, String> names = new HashMap<>();
    List<String> did = new ArrayList<>();
    for (Turn turn : journal()) {
      for (Event event : turn.events()) {
        if (!undos
            && event instanceof Event.RefOpened e
            && e.awaited() instanceof io.baton.model.Awaited.Activity a) {
          names.put(e.ref(), a.activity().value());
        } else if (undos && event instanceof Event.UndoRegistered e) {
          names.put(e.ref(), e.undo().value());
        } else if (!undos && event instanceof Event.RefSettled e && e.failure() == null) {
          did.addAll(names.containsKey(e.ref()) ? List.of(names.get(e.ref())) : List.of());
        } else if (undos && event instanceof Event.UndoDone e) {
          did.add(names.getOrDefault(e.ref(), e.ref().value()));
        }
      }
    }
    return did;
  }

  /** What happened to the case, a line each. */
  public List<String> timeline() {
    return Story.of(journal());
  }

  /**
   * Writes the case's journal, as {@code baton export} would: for {@link Kit#replay} of a later
   * version of the workflow.
   *
   * @throws UncheckedIOException when the file cannot be written
   */
  public void export(Path file) {
    try (Writer text = Files.newBufferedWriter(file)) {
      new JournalFile(id, now().workflow(), journal()).write(text);
    } catch (IOException e) {
      throw new UncheckedIOException("journal " + file + " cannot be written", e);
    }
  }

  private CommandId command(String what) {
    return new CommandId("test " + what + " " + kit.number());
  }

  private TestedCase send(Command command) {
    kit.send(command);
    return this;
  }

  Case now() {
    return kit.now(id);
  }

  List<Turn> journal() {
    return kit.baton().journal(id);
  }

  /** All that helps to understand why the case is not what the test expects. */
  String describe() {
    Case now = now();
    StringBuilder text = new StringBuilder();
    List<String> waits = Story.waits(now);
    if (!waits.isEmpty()) {
      text.append("\n  waits for:\n    ").append(String.join("\n    ", waits));
      kit.baton()
          .nextDue()
          .ifPresent(
              due ->
                  text.append("\n  time stands at ")
                      .append(kit.now())
                      .append(", the next thing happens by itself at ")
                      .append(due)
                      .append(": kit.advance(…)"));
    }
    text.append("\n  timeline:\n    ").append(String.join("\n    ", timeline()));
    kit.baton()
        .incidents()
        .forEach(
            i -> text.append("\n  incident: ").append(i.code()).append(' ').append(i.reason()));
    return text.toString();
  }

  @Override
  public String toString() {
    return now().workflow() + " " + id + " is " + status();
  }
}
