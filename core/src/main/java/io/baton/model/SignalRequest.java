package io.baton.model;

import io.baton.model.Command.DeliverSignal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A signal that somebody outside sends.
 *
 * @param caseId the case; null when it goes to all that hear it under {@code key}
 * @param messageId each case takes a signal of this id once
 * @param keep how long it waits to be taken
 */
public record SignalRequest(
    @Nullable CaseId caseId,
    @Nullable String key,
    String signal,
    Payload value,
    String messageId,
    Duration keep) {
  private static final String PREFIX = "signal ";
  private static final Duration LONGEST = Duration.ofDays(3_650);

  public SignalRequest {
    if ((caseId == null) == (key == null)) {
      throw new IllegalArgumentException("either case or key");
    }
    if (key != null) {
      Limits.name("key", key, 200);
    }
    Limits.name("signal", signal, 100);
    Limits.name("message id", messageId, 200);
    if (value.json().isNull()) {
      throw new IllegalArgumentException("the value of signal '" + signal + "' is null");
    }
    if (keep.compareTo(Duration.ofMillis(1)) < 0 || keep.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("keep is " + keep + ", allowed are 1 ms to 3,650 days");
    }
  }

  public DeliverSignal to(CaseId receiver) {
    return new DeliverSignal(
        receiver, new CommandId(PREFIX + messageId), signal, value, keep.toMillis());
  }

  /** The request that {@code command} was made of. */
  public static SignalRequest of(DeliverSignal command) {
    String messageId = command.id().value().substring(PREFIX.length());
    Duration keep = Duration.ofMillis(command.keepMillis());
    return new SignalRequest(
        command.caseId(), null, command.signal(), command.value(), messageId, keep);
  }
}
