package io.baton.standalone;

import io.baton.model.Command;
import io.baton.model.Effect;
import io.baton.model.Trace;
import io.baton.wire.CommandCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command on its way, as text: what cannot travel between nodes does not travel here either.
 *
 * @param due it is delivered no earlier
 * @param count which delivery the next one is, 1 for the first
 * @param lastTrouble why it came back; null before the first delivery
 */
record Message(
    String text,
    Instant due,
    int count,
    int hops,
    @Nullable String lastTrouble,
    @Nullable Trace trace) {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final int DOUBLINGS = 8;

  static Message of(Effect.Send send, Instant now) {
    List<Command> one = List.of(send.command());
    Instant due = now.plus(send.delay());
    return new Message(CommandCodec.write(one), due, 1, send.hops(), null, send.trace());
  }

  /** The same message for its next delivery, after a pause that doubles up to 26 seconds. */
  Message again(String trouble, Instant now) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(count - 1, DOUBLINGS));
    return new Message(text, now.plus(pause), count + 1, hops, trouble, trace);
  }
}
