package io.baton.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.Command.DelayAnswer;
import io.baton.model.Command.SettleRef;
import io.baton.model.Command.SettleUndo;
import io.baton.model.CommandId;
import io.baton.model.Failure;
import io.baton.model.Failure.Category;
import io.baton.model.Payload;
import io.baton.model.RefId;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The answer of somebody outside, from the text of a message to what it means for its case:
 *
 * <pre>
 * {"case":"trip-1","ref":"2","attempt":1,"value":"SAVOY-7"}
 * {"case":"trip-1","ref":"2","attempt":1,"error":{"type":"NoRooms","message":"full","retry":false}}
 * {"case":"trip-1","ref":"2","attempt":1,"undo":true,"value":null}
 * {"case":"trip-1","ref":"2","attempt":1,"heartbeat":true}
 * {"ref":"trip-1/2","value":{"approved":true}}
 * </pre>
 *
 * The last form answers an {@link io.baton.api.OpenRef} by its id.
 */
public final class RemoteAnswerCodec {
  public static final int SCHEMA = 1;

  private static final int MAX_TYPE = 300;

  private RemoteAnswerCodec() {}

  /**
   * @param messageId the sender's id of the message: a second one with it says the same; null when
   *     it has none
   * @throws UnreadableException saying what is wrong and where
   */
  public static Command read(String text, @Nullable String messageId) {
    JsonNode tree = Json.tree(text);
    try {
      Body body = Json.STRICT_ENVELOPE.treeToValue(tree, Body.class);
      if (body == null) {
        throw new UnreadableException("at /ref: missing");
      }
      return body.command(messageId);
    } catch (JsonProcessingException e) {
      throw Json.unreadable(e);
    } catch (IllegalArgumentException e) {
      throw e instanceof UnreadableException unreadable
          ? unreadable
          : new UnreadableException(String.valueOf(e.getMessage()));
    }
  }

  private record Trouble(@Nullable String type, @Nullable String message, @Nullable Boolean retry) {
    Failure failure() {
      if (message == null) {
        throw new UnreadableException("at /error/message: missing");
      }
      if (type != null && (type.isBlank() || type.length() > MAX_TYPE)) {
        throw new UnreadableException(
            "at /error/type: has %d characters, allowed are 1 to %d"
                .formatted(type.length(), MAX_TYPE));
      }
      boolean tryAgain = retry == null || retry;
      return new Failure(
          tryAgain ? Category.TECHNICAL : Category.BUSINESS,
          type == null ? "WorkerError" : type,
          message);
    }
  }

  /** What is answered: an attempt of a worker, or an open ref, of which there is but one. */
  private record Target(CaseId caseId, RefId ref, int attempt) {}

  private record Body(
      @Nullable Integer schema,
      @JsonProperty("case") @Nullable CaseId caseId,
      @Nullable String ref,
      @Nullable Integer attempt,
      @Nullable Boolean undo,
      @Nullable Payload value,
      @Nullable Trouble error,
      @Nullable Boolean heartbeat,
      @Nullable Boolean inprogress) {

    Command command(@Nullable String messageId) {
      if (schema != null && schema != SCHEMA) {
        throw new UnreadableException("at /schema: expected " + SCHEMA + ", found " + schema);
      }
      checkThatItSaysOneThing();
      Target of = target();
      CommandId id = id(of, messageId);
      if (value == null && error == null) {
        Boolean ofUndo = isUndo() ? true : null;
        return new DelayAnswer(of.caseId(), id, of.ref(), of.attempt(), ofUndo, null, null);
      }
      Failure failure = error == null ? null : error.failure();
      return isUndo()
          ? new SettleUndo(of.caseId(), id, of.ref(), of.attempt(), failure)
          : new SettleRef(of.caseId(), id, of.ref(), of.attempt(), value, failure);
    }

    private boolean isUndo() {
      return undo != null && undo;
    }

    private void checkThatItSaysOneThing() {
      if (Boolean.FALSE.equals(heartbeat) || Boolean.FALSE.equals(inprogress)) {
        throw new UnreadableException("heartbeat and inprogress are true or not there");
      }
      long said = Stream.of(value, error, heartbeat, inprogress).filter(Objects::nonNull).count();
      if (said != 1) {
        throw new UnreadableException(
            "an answer has exactly one of value, error, heartbeat, inprogress; this one has "
                + said);
      }
    }

    private Target target() {
      if (ref == null) {
        throw new UnreadableException("at /ref: missing");
      }
      if (caseId == null) {
        return openRef(ref);
      }
      if (attempt == null || attempt < 1) {
        throw new UnreadableException("at /attempt: expected 1 or more, found " + attempt);
      }
      return new Target(caseId, new RefId(ref), attempt);
    }

    private Target openRef(String id) {
      int slash = id.lastIndexOf('/');
      if (slash < 1) {
        throw new UnreadableException(
            "at /ref: without a member case it must be case/ref, found '" + id + "'");
      }
      if (attempt != null || undo != null || heartbeat != null || inprogress != null) {
        throw new UnreadableException(
            "an open ref has no attempt, undo, heartbeat, inprogress: name its case for them");
      }
      return new Target(new CaseId(id.substring(0, slash)), new RefId(id.substring(slash + 1)), 0);
    }

    /**
     * Careless senders count their messages anew when they are started anew: so what is answered is
     * part of the id.
     */
    private CommandId id(Target of, @Nullable String messageId) {
      String what = isUndo() ? "undo answer " : "answer ";
      return new CommandId(what + of.ref() + "#" + of.attempt() + " " + MessageId.of(messageId));
    }
  }
}
