package io.baton.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.baton.model.DefinitionRequest;
import io.baton.model.DefinitionRequest.Delete;
import io.baton.model.DefinitionRequest.Deploy;
import io.baton.model.DefinitionRequest.Retire;
import io.baton.model.WorkflowId;
import org.jspecify.annotations.Nullable;

/**
 * Wishes about workflows as data as the text of a message: the workflow itself, {@code
 * {"retire":{"name":"trip","version":3}}} or the same with {@code delete}.
 */
public final class DefinitionRequestCodec {
  /** Longest text that is taken for a workflow, in characters. */
  public static final int MAX_TEXT = Json.MAX_DOCUMENT;

  /** Longer ones are no short wishes. */
  private static final int MAX_WISH = 1_000;

  private DefinitionRequestCodec() {}

  public static String write(DefinitionRequest request) {
    if (request instanceof Deploy deploy) {
      return deploy.document();
    }
    Body body =
        request instanceof Retire retire
            ? new Body(retire.id(), null)
            : new Body(null, ((Delete) request).id());
    try {
      return Json.STRICT_ENVELOPE.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a wish cannot be written: " + e.getMessage(), e);
    }
  }

  /**
   * @throws UnreadableException saying what is wrong and where; whether a workflow can be read is
   *     not looked at
   */
  public static DefinitionRequest read(String text) {
    if (text.length() > MAX_TEXT) {
      throw new UnreadableException(
          "text has %d characters, the limit is %d".formatted(text.length(), MAX_TEXT));
    }
    return isWish(text) ? wish(text) : new Deploy(text);
  }

  private static boolean isWish(String text) {
    if (text.length() > MAX_WISH) {
      return false;
    }
    try {
      JsonNode tree = Json.tree(text);
      return tree.size() == 1 && (tree.has("retire") || tree.has("delete"));
    } catch (UnreadableException e) {
      return false; // Whoever reads workflows says better what is wrong with it.
    }
  }

  private static DefinitionRequest wish(String text) {
    try {
      Body body =
          Json.STRICT_ENVELOPE.treeToValue(
              Json.tree(text, Json.STRICT_ENVELOPE, MAX_WISH), Body.class);
      if (body.retire() != null) {
        return new Retire(body.retire());
      }
      if (body.delete() != null) {
        return new Delete(body.delete());
      }
      throw new UnreadableException("expected a name and a version, found null");
    } catch (JsonProcessingException e) {
      throw Json.unreadable(e);
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Body(@Nullable WorkflowId retire, @Nullable WorkflowId delete) {}
}
