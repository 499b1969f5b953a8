package io.baton.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.baton.api.MigrationPlan;
import io.baton.model.DefinitionRequest;
import io.baton.model.DefinitionRequest.Delete;
import io.baton.model.DefinitionRequest.Deploy;
import io.baton.model.DefinitionRequest.Migrate;
import io.baton.model.DefinitionRequest.Retire;
import io.baton.model.WorkflowId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Wishes about workflows as data as the text of a message: the workflow itself, {@code
 * {"retire":{"name":"trip","version":3}}}, the same with {@code delete}, or {@code
 * {"migrate":{"name":"trip","from":1,"to":3,"nodes":{"car":"auto"},"dryRun":true}}}.
 */
public final class DefinitionRequestCodec {
  /** Longest text that is taken for a workflow, in characters. */
  public static final int MAX_TEXT = Json.MAX_DOCUMENT;

  /** Longer ones are no short wishes. */
  private static final int MAX_WISH = 100_000;

  private DefinitionRequestCodec() {}

  public static String write(DefinitionRequest request) {
    if (request instanceof Deploy deploy) {
      return deploy.document();
    }
    Body body = body(request);
    try {
      return Json.STRICT_ENVELOPE.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a wish cannot be written: " + e.getMessage(), e);
    }
  }

  private static Body body(DefinitionRequest request) {
    if (request instanceof Retire retire) {
      return new Body(retire.id(), null, null);
    }
    if (request instanceof Delete delete) {
      return new Body(null, delete.id(), null);
    }
    Migrate migrate = (Migrate) request;
    MigrationPlan plan = migrate.plan();
    return new Body(
        null,
        null,
        new Move(
            plan.workflow(), plan.from(), plan.to(), plan.nodes(), migrate.dryRun(), plan.after()));
  }

  /**
   * The text of a workflow that does not say its name and version itself, such as a drawing, in a
   * message that does.
   */
  public static String named(String name, String version, String workflow) {
    return Json.STRICT
        .createObjectNode()
        .put("name", name)
        .put("version", version)
        .put("workflow", workflow)
        .toString();
  }

  /**
   * @throws UnreadableException saying what is wrong and where; whether a workflow can be read is
   *     not looked at
   */
  public static DefinitionRequest read(String text) {
    return isWish(text) ? wish(text) : deploy(text);
  }

  /**
   * A workflow and nothing else.
   *
   * @throws UnreadableException when it is too long
   */
  public static Deploy deploy(String text) {
    if (text.length() > MAX_TEXT) {
      throw new UnreadableException(
          "text has %d characters, the limit is %d".formatted(text.length(), MAX_TEXT));
    }
    return new Deploy(text);
  }

  private static boolean isWish(String text) {
    if (text.length() > MAX_WISH) {
      return false;
    }
    try {
      JsonNode tree = Json.tree(text);
      return tree.size() == 1 && (tree.has("retire") || tree.has("delete") || tree.has("migrate"));
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
      if (body.migrate() != null) {
        return body.migrate().request();
      }
      throw new UnreadableException("expected a name and a version, found null");
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
      @Nullable WorkflowId retire, @Nullable WorkflowId delete, @Nullable Move migrate) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Move(
      String name,
      int from,
      int to,
      @Nullable Map<String, String> nodes,
      @Nullable Boolean dryRun,
      @Nullable String after) {
    DefinitionRequest request() {
      WorkflowId older = new WorkflowId(name == null ? "" : name, from);
      WorkflowId newer = new WorkflowId(older.name(), to);
      MigrationPlan plan =
          new MigrationPlan(
              newer.name(),
              older.version(),
              newer.version(),
              nodes == null ? Map.of() : nodes,
              after);
      return new Migrate(plan, Boolean.TRUE.equals(dryRun));
    }
  }
}
