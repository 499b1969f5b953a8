package io.baton.port;

import io.baton.model.Answer;
import io.baton.model.Effect;
import io.baton.model.ReplyTo;
import java.util.List;

/** The way out for commands and answers; joins the caller's transaction. */
public interface Outbox {
  /** Every command becomes a message of its own. */
  void send(List<Effect.Send> commands);

  /**
   * @throws UndeliverableException when the destination is gone or not allowed
   */
  void reply(ReplyTo to, Answer answer);

  /** Asks a worker elsewhere; the request leaves with the caller's commit. */
  void ask(Effect.Ask ask);

  /** Puts a value on an output topic. */
  void publish(Effect.Publish output);

  /** Tells workers elsewhere what need not be done any more; they may not hear it in time. */
  void callOff(Effect.CallOff off);

  /** An answer that this destination cannot get. */
  class UndeliverableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UndeliverableException(
        String message, @org.jspecify.annotations.Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
