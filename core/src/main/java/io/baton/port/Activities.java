package io.baton.port;

import io.baton.model.Command;
import io.baton.model.Failure;
import io.baton.model.Payload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs application code for a command. */
public interface Activities {
  /**
   * Runs the activity joined to the caller's transaction and flushes what it left unwritten, so
   * that work which fails, fails here.
   *
   * @param args the command's arguments
   * @param suspect true when an earlier delivery of the command came to nothing without a known
   *     cause: then also what would only fail at commit is made to fail here
   * @throws FloorException when not the work but the ground below it failed
   */
  Outcome run(Command.Work work, List<Payload> args, boolean suspect);

  /** How work went. */
  sealed interface Outcome {
    record Done(Payload result) implements Outcome {}

    /**
     * @param retryable false when the failure is an answer, or another try is pointless
     */
    record Failed(Failure failure, boolean retryable) implements Outcome {}
  }

  /** Database or broker are away, or another transaction was in the way: no fault of the work. */
  class FloorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FloorException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
