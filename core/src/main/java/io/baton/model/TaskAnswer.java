package io.baton.model;

import org.jspecify.annotations.Nullable;

/**
 * What a worker tells in a format of another system: that an activity is done, has failed or is
 * under way. It names the case's workflow, and perhaps not the request that it answers.
 *
 * @param version null for the highest that is known
 * @param value there when the activity is done
 * @param failure there when it failed; neither: it is under way
 * @param input of a case that this opens: the message with all its members, below the name of the
 *     format
 */
public record TaskAnswer(
    CaseId caseId,
    String workflow,
    @Nullable Integer version,
    ActivityName activity,
    @Nullable Payload value,
    @Nullable Failure failure,
    Payload input) {

  /**
   * Which request is answered, if the worker has sent its headers back.
   *
   * @param attempt 0 when it is not told
   */
  public record Request(RefId ref, int attempt, boolean undo) {}

  /**
   * @param request null for the oldest one of this activity
   */
  public Command.AnswerTask command(CommandId id, @Nullable Request request) {
    return request == null
        ? new Command.AnswerTask(caseId, id, activity, null, 0, false, value, failure)
        : new Command.AnswerTask(
            caseId, id, activity, request.ref(), request.attempt(), request.undo(), value, failure);
  }
}
