package io.baton.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.baton.api.SignalOptions;
import io.baton.model.CaseId;
import io.baton.model.Payload;
import io.baton.model.SignalRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Signals as the text of a message: {@code {"signal":"approval","case":"t-1","value":true}}, or
 * with {@code "key"} in place of {@code "case"}; {@code messageId} and {@code keep} may be missing.
 */
public final class SignalCodec {
  /** Longest message that is read; a value of the largest size fits. */
  public static final int MAX_TEXT = 2 * Json.MAX_DOCUMENT;

  private SignalCodec() {}

  public static String write(SignalRequest signal) {
    Body body =
        new Body(
            signal.caseId(),
            signal.key(),
            signal.signal(),
            signal.value(),
            signal.messageId(),
            signal.keep());
    try {
      return Json.STRICT_ENVELOPE.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a signal cannot be written: " + e.getMessage(), e);
    }
  }

  /**
   * @param messageId of a signal that names none
   * @throws UnreadableException saying what is wrong and where
   */
  public static SignalRequest read(String text, String messageId) {
    JsonNode tree = Json.tree(text, Json.STRICT_ENVELOPE, MAX_TEXT);
    try {
      Body body = Json.STRICT_ENVELOPE.treeToValue(tree, Body.class);
      if (body == null || body.signal() == null) {
        throw new UnreadableException("at /signal: missing");
      }
      if (body.value() == null) {
        throw new UnreadableException("at /value: missing");
      }
      int size = body.value().toString().length();
      if (size > Json.MAX_DOCUMENT) {
        throw new UnreadableException(
            "at /value: %d characters, the limit is %d".formatted(size, Json.MAX_DOCUMENT));
      }
      return new SignalRequest(
          body.caseId(),
          body.key(),
          body.signal(),
          body.value(),
          body.messageId() == null ? messageId : body.messageId(),
          body.keep() == null ? SignalOptions.ORDINARY.keep() : body.keep());
    } catch (JsonProcessingException e) {
      throw Json.unreadable(e);
    } catch (UnreadableException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new UnreadableException(String.valueOf(e.getMessage()));
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Body(
      @JsonProperty("case") @Nullable CaseId caseId,
      @Nullable String key,
      @Nullable String signal,
      @Nullable Payload value,
      @Nullable String messageId,
      @Nullable Duration keep) {}
}
