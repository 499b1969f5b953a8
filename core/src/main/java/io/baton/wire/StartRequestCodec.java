package io.baton.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.baton.model.CaseId;
import io.baton.model.Circumstances;
import io.baton.model.Event;
import io.baton.model.Payload;
import io.baton.model.ReplyTo;
import io.baton.model.StartRequest;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a start message says: {@code {"workflow":"trip-booking","version":3,"caseId":"t-1","input":
 * …}}; {@code version}, {@code caseId} or {@code idempotencyKey}, {@code input}, {@code
 * businessKey}, {@code priority}, {@code labels} and {@code notBefore} may be missing.
 */
public final class StartRequestCodec {
  private StartRequestCodec() {}

  /**
   * @throws UnreadableException saying what is wrong and where
   */
  public static StartRequest read(String text, @Nullable ReplyTo replyTo, String requestId) {
    JsonNode tree = Json.tree(text);
    try {
      Body body = Json.STRICT.treeToValue(tree, Body.class);
      if (body == null || body.workflow() == null) {
        throw new UnreadableException("at /workflow: missing");
      }
      Payload input = body.input() == null ? Payload.NULL : body.input();
      return new StartRequest(
          body.workflow(),
          body.version(),
          id(body),
          input,
          replyTo,
          requestId,
          body.businessKey(),
          body.priority() == null ? Event.CaseStarted.ORDINARY : body.priority(),
          new Circumstances(
              body.labels() == null ? Map.of() : body.labels(), body.notBefore(), null));
    } catch (IllegalArgumentException e) {
      throw e instanceof UnreadableException unreadable
          ? unreadable
          : new UnreadableException(String.valueOf(e.getMessage()));
    } catch (JsonProcessingException e) {
      throw Json.unreadable(e);
    }
  }

  private static @Nullable CaseId id(Body body) {
    if (body.idempotencyKey() == null) {
      return body.caseId();
    }
    if (body.caseId() != null) {
      throw new UnreadableException("at /idempotencyKey: there is a caseId, too");
    }
    return CaseId.of(String.valueOf(body.workflow()), body.idempotencyKey());
  }

  private record Body(
      @Nullable String workflow,
      @Nullable Integer version,
      @Nullable CaseId caseId,
      @Nullable String idempotencyKey,
      @Nullable Payload input,
      @Nullable String businessKey,
      @Nullable Integer priority,
      @Nullable Map<String, String> labels,
      @Nullable Instant notBefore) {}
}
