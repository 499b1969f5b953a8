package io.baton.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.baton.model.ActivityName;
import io.baton.model.CaseId;
import io.baton.model.Payload;
import io.baton.model.RefId;
import io.baton.model.RemoteRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What a worker elsewhere is asked, as the text of a message; {@code
 * docs/reference/worker-protocol.md} explains each member. Other people's programs read it: members
 * may be added, and never change their meaning.
 */
public final class RemoteRequestCodec {
  public static final int SCHEMA = 1;

  /** Longest request that is read; whatever a command may carry fits. */
  public static final int MAX_TEXT = CommandCodec.MAX_TEXT;

  private RemoteRequestCodec() {}

  /**
   * @param replyTo the name of the queue for answers
   */
  public static String write(RemoteRequest request, String replyTo) {
    Body body =
        new Body(
            SCHEMA,
            request.caseId(),
            request.ref(),
            request.activity(),
            request.undo(),
            request.attempt(),
            request.args(),
            request.deadline().truncatedTo(ChronoUnit.MILLIS),
            request.idempotencyKey(),
            request.starter(),
            replyTo);
    try {
      return Json.LENIENT_ENVELOPE.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a request cannot be written: " + e.getMessage(), e);
    }
  }

  /**
   * Which attempt a request was for.
   *
   * @throws UnreadableException saying what is wrong and where
   */
  public static Asked read(String text) {
    try {
      Asked asked =
          Json.LENIENT_ENVELOPE.treeToValue(
              Json.tree(text, Json.LENIENT_ENVELOPE, MAX_TEXT), Asked.class);
      Optional<String> missing = Missing.in(asked, "");
      if (missing.isPresent()) {
        throw new UnreadableException("at " + missing.get() + ": missing");
      }
      return asked;
    } catch (JsonProcessingException e) {
      throw Json.unreadable(e);
    }
  }

  /** What identifies a request. */
  public record Asked(@JsonProperty("case") CaseId caseId, RefId ref, boolean undo, int attempt) {}

  private record Body(
      int schema,
      @JsonProperty("case") CaseId caseId,
      RefId ref,
      ActivityName activity,
      boolean undo,
      int attempt,
      List<Payload> args,
      Instant deadline,
      String idempotencyKey,
      String starter,
      String replyTo) {}
}
