package io.baton.engine;

import io.baton.api.Signal;
import io.baton.api.SignalOptions;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.Command.DeliverSignal;
import io.baton.model.Command.Operate.Operation;
import io.baton.model.CommandId;
import io.baton.model.Effect;
import io.baton.model.SignalRequest;
import io.baton.port.CaseStore;
import io.baton.wire.Json;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What clients want of cases, as commands that leave with the caller's transaction. */
final class Wishes {
  private final Kernel kernel;

  Wishes(Kernel kernel) {
    this.kernel = kernel;
  }

  void cancel(CaseId id, String reason) {
    send(List.of(new Command.CancelCase(id, random("cancel "), reason)));
  }

  void retry(CaseId id) {
    send(List.of(new Command.Operate(id, random("retry "), Operation.RETRY)));
  }

  void pause(CaseId id, @Nullable Instant until) {
    send(List.of(new Command.Operate(id, random("pause "), Operation.PAUSE, until)));
  }

  void pauseOrFail(CaseId id, Instant until) {
    send(List.of(new Command.Operate(id, random("pause "), Operation.PAUSE_OR_FAIL, until)));
  }

  void resume(CaseId id) {
    send(List.of(new Command.Operate(id, random("resume "), Operation.RESUME)));
  }

  void skip(CaseId id, String reason) {
    kernel
        .transactions()
        .joined(
            () -> {
              kernel.store().skipList().add(id, reason);
              return id;
            });
  }

  void takeOffSkipList(CaseId id) {
    kernel
        .transactions()
        .joined(
            () -> {
              List<Command> kept = kernel.store().skipList().takeOff(id);
              send(kept);
              return kept;
            });
  }

  <T> void signal(CaseId id, Signal<T> signal, T value, SignalOptions how) {
    send(List.of(request(id, null, signal, value, how).to(id)));
  }

  <T> int publish(Signal<T> signal, String key, T value, SignalOptions how) {
    SignalRequest request = request(null, key, signal, value, how);
    return kernel
        .transactions()
        .joined(
            () -> {
              List<DeliverSignal> deliveries = deliveries(request, kernel.store());
              send(deliveries);
              return deliveries.size();
            });
  }

  private static SignalRequest request(
      @Nullable CaseId id,
      @Nullable String key,
      Signal<?> signal,
      @Nullable Object value,
      SignalOptions how) {
    String messageId = how.messageId() == null ? UUID.randomUUID().toString() : how.messageId();
    return new SignalRequest(id, key, signal.name(), Json.payload(value), messageId, how.keep());
  }

  /** One for the case that is meant, or one for each that hears the signal under the key. */
  static List<DeliverSignal> deliveries(SignalRequest request, CaseStore store) {
    return receivers(request, store).stream().map(request::to).toList();
  }

  private static Collection<CaseId> receivers(SignalRequest request, CaseStore store) {
    return request.key() == null
        ? List.of(Objects.requireNonNull(request.caseId()))
        : store.catalog().subscribers(request.signal(), request.key());
  }

  void answer(String openRefId, @Nullable Object value) {
    send(List.of(OpenRefs.answer(openRefId, Json.payload(value))));
  }

  void refuse(String openRefId, String message) {
    send(List.of(OpenRefs.refuse(openRefId, message)));
  }

  private static CommandId random(String wish) {
    return new CommandId(wish + UUID.randomUUID());
  }

  private void send(List<? extends Command> commands) {
    kernel
        .transactions()
        .joined(
            () -> {
              kernel.outbox().send(commands.stream().map(Effect.Send::new).toList());
              return commands;
            });
  }
}
