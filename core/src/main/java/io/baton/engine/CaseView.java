package io.baton.engine;

import io.baton.api.CaseFailedException;
import io.baton.api.CaseStatus;
import io.baton.api.Cases;
import io.baton.api.ResultTimeoutException;
import io.baton.api.Signal;
import io.baton.api.SignalOptions;
import io.baton.api.Waiting;
import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Failure;
import io.baton.model.Payload;
import io.baton.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One case as its client sees it: looks are reads, wishes are commands. */
final class CaseView implements Cases.CaseHandle {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  private final Kernel kernel;
  private final CaseId id;
  private final boolean created;
  private final Wishes wishes;
  private final Supplier<String> caller;

  CaseView(Kernel kernel, CaseId id, boolean created, Supplier<String> caller) {
    this.caller = caller;
    this.kernel = kernel;
    this.id = id;
    this.created = created;
    this.wishes = new Wishes(kernel);
  }

  @Override
  public String id() {
    return id.value();
  }

  @Override
  public boolean created() {
    return created;
  }

  @Override
  public CaseStatus status() {
    return seen().status();
  }

  private Case seen() {
    return kernel
        .transactions()
        .joined(() -> kernel.store().read(id))
        .orElseThrow(() -> new IllegalStateException("there is no case " + id));
  }

  @Override
  public <T> @Nullable T result(Class<T> type, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    CaseId run = id;
    for (Duration pause = FIRST_PAUSE; ; pause = longer(pause)) {
      CaseId looked = run;
      Optional<Case> seen = kernel.transactions().separate(() -> kernel.store().read(looked));
      CaseId next = seen.map(Case::next).orElse(null);
      if (next != null) {
        run = next;
      } else if (seen.isPresent() && hasNoMoreToWaitFor(seen.get().status())) {
        return result(seen.get(), type);
      }
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw new ResultTimeoutException(id.value(), limit);
      }
      sleep(Math.min(left, pause.toNanos()));
    }
  }

  private static boolean hasNoMoreToWaitFor(CaseStatus status) {
    return status.isEnd() || status == CaseStatus.PARKED;
  }

  private static Duration longer(Duration pause) {
    Duration next = pause.multipliedBy(3).dividedBy(2);
    return next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
  }

  private void sleep(long nanos) {
    try {
      Thread.sleep(Duration.ofNanos(nanos).toMillis() + 1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for case " + id, e);
    }
  }

  @SuppressWarnings("unchecked") // The class says what the JSON was read as; int.class has no cast.
  private <T> @Nullable T result(Case seen, Class<T> type) {
    if (seen.status() != CaseStatus.COMPLETED) {
      Failure reason = seen.status() == CaseStatus.PARKED ? seen.obstacle() : seen.failure();
      throw new CaseFailedException(id.value(), seen.status(), String.valueOf(reason));
    }
    return seen.result() == null ? null : (T) Json.value(seen.result(), type, Json.LENIENT);
  }

  @Override
  public <T> void signal(Signal<T> signal, T value, SignalOptions how) {
    wishes.signal(id, signal, value, how);
  }

  @Override
  @SuppressWarnings("unchecked") // The class says what the JSON was read as; int.class has no cast.
  public <R> @Nullable R query(String name, Class<R> result, @Nullable Object... args) {
    List<Payload> given = Arrays.stream(args).map(Json::payload).toList();
    Payload told = kernel.definitions().query(seen(), name, given);
    return (R) Json.value(told, result, Json.LENIENT);
  }

  @Override
  public List<Waiting> waiting() {
    return Waits.of(seen());
  }

  @Override
  public void cancel(String reason) {
    wishes.cancel(id, reason);
  }

  @Override
  public void retry() {
    wishes.retry(id);
  }

  @Override
  public void pause() {
    wishes.pause(id, null);
  }

  @Override
  public void pause(Duration limit) {
    wishes.pause(id, after(limit));
  }

  @Override
  public void pauseOrFail(Duration limit) {
    wishes.pauseOrFail(id, after(limit));
  }

  private Instant after(Duration limit) {
    return kernel.transactions().joined(kernel.store()::now).plus(limit);
  }

  @Override
  public void resume() {
    wishes.resume(id);
  }

  @Override
  public Cases.CaseHandle repeat() {
    CaseStarter.Started again =
        kernel.transactions().joined(() -> new CaseStarter(kernel).repeat(id, caller.get()));
    return new CaseView(kernel, again.id(), again.created(), caller);
  }

  @Override
  public void skip(String reason) {
    wishes.skip(id, reason);
  }

  @Override
  public void takeOffSkipList() {
    wishes.takeOffSkipList(id);
  }
}
