package io.baton.testkit;

import io.baton.model.Command;
import io.baton.model.CommandId;
import io.baton.model.Failure;
import io.baton.model.Failure.Category;
import io.baton.model.Payload;
import io.baton.model.RemoteRequest;
import io.baton.wire.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a workflow asked of a worker elsewhere; the test answers in the worker's place. */
public final class Request {
  private final Kit kit;
  private final RemoteRequest asked;

  Request(Kit kit, RemoteRequest asked) {
    this.kit = kit;
    this.asked = asked;
  }

  /** Interface and method, such as {@code Booking.reserveCar}. */
  public String activity() {
    return asked.activity().value();
  }

  public String caseId() {
    return asked.caseId().value();
  }

  /**
   * @param number 0 for the first
   */
  public <T> @Nullable T arg(int number, Class<T> type) {
    return type.cast(Json.value(asked.args().get(number), type, Json.LENIENT));
  }

  /** 1 for the first try. */
  public int attempt() {
    return asked.attempt();
  }

  /** True when an effect is to be taken back. */
  public boolean undo() {
    return asked.undo();
  }

  /** An answer after this comes too late. */
  public Instant deadline() {
    return asked.deadline();
  }

  /** The worker did it. */
  public void answer(@Nullable Object value) {
    settle(Json.payload(value), null);
  }

  /** The worker's answer is no: it is never asked again, and the workflow sees the exception. */
  public void refuse(Exception why) {
    settle(
        null,
        failure(Category.BUSINESS, why.getClass().getName(), String.valueOf(why.getMessage())));
  }

  /** The worker could not do it this time; it is asked again as the activity's retry says. */
  public void fail(String why) {
    settle(null, failure(Category.TECHNICAL, "Failed", why));
  }

  /** The worker is alive: its time begins anew. */
  public void alive() {
    kit.send(
        new Command.DelayAnswer(
            asked.caseId(), id("alive"), asked.ref(), asked.attempt(), asked.undo(), null, null));
  }

  private static Failure failure(Category category, String type, String message) {
    return new Failure(category, type, message);
  }

  private void settle(@Nullable Payload value, @Nullable Failure failure) {
    int attempt = asked.attempt();
    kit.send(
        asked.undo()
            ? new Command.SettleUndo(asked.caseId(), id("undo"), asked.ref(), attempt, failure)
            : new Command.SettleRef(
                asked.caseId(), id("answer"), asked.ref(), attempt, value, failure));
  }

  private CommandId id(String what) {
    return new CommandId("test " + what + " " + asked.ref() + "#" + kit.number());
  }

  RemoteRequest asked() {
    return asked;
  }

  @Override
  public String toString() {
    return "%s%s of %s (ref %s, attempt %d%s)"
        .formatted(
            activity(),
            asked.args(),
            asked.caseId(),
            asked.ref(),
            asked.attempt(),
            asked.undo() ? ", undo" : "");
  }
}
