package io.baton.engine;

import io.baton.api.DeploymentRefusedException;
import io.baton.api.DeploymentRefusedException.Problem;
import io.baton.model.Answer;
import io.baton.model.Codes;
import io.baton.model.DefinitionRequest;
import io.baton.model.DefinitionRequest.Delete;
import io.baton.model.DefinitionRequest.Deploy;
import io.baton.model.DefinitionRequest.Migrate;
import io.baton.model.DefinitionRequest.Retire;
import io.baton.model.Failure;
import io.baton.model.Failure.Category;
import io.baton.model.Payload;
import io.baton.model.WorkflowId;
import io.baton.port.Definitions;
import io.baton.port.DeployableDefinitions;
import io.baton.port.DeployableDefinitions.Deployment;
import io.baton.wire.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Fulfils wishes about workflows as data, and says how that went. */
public final class DefinitionDesk {
  /** So many problems are told; one is enough to refuse a workflow. */
  private static final int TOLD = 1_000;

  private final Definitions definitions;
  private final Migrations migrations;

  public DefinitionDesk(Kernel kernel) {
    this.definitions = kernel.definitions();
    this.migrations = new Migrations(kernel);
  }

  /**
   * Joins the caller's transaction.
   *
   * @param by whose wish it is
   * @param request the same for the same message, however often it is delivered
   * @throws DeploymentRefusedException when nothing was changed
   */
  public Answer handle(DefinitionRequest wish, String by, String request) {
    DeployableDefinitions open = deployable(definitions);
    if (wish instanceof Deploy deploy) {
      Deployment done = open.deploy(deploy.document(), by);
      String status = done.fresh() ? "DEPLOYED" : "ALREADY_THERE";
      return answer(
          status,
          done.id(),
          Map.of(
              "hash",
              done.hash(),
              "warnings",
              limited(done.warnings()),
              "notices",
              limited(done.notices())));
    }
    if (wish instanceof Retire retire) {
      open.retire(retire.id());
      return answer("RETIRED", retire.id(), Map.of());
    }
    if (wish instanceof Migrate migrate) {
      return migrate.dryRun()
          ? new Answer(null, "DRY_RUN", Json.payload(migrations.preview(migrate.plan())), null)
          : new Answer(
              null, "MIGRATING", Json.payload(migrations.tell(migrate.plan(), request)), null);
    }
    WorkflowId id = ((Delete) wish).id();
    open.delete(id);
    return answer("DELETED", id, Map.of());
  }

  private static Answer answer(String status, WorkflowId id, Map<String, Object> more) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("workflow", id.name());
    result.put("version", id.version());
    result.putAll(new TreeMap<>(more));
    return new Answer(null, status, Json.payload(result), null);
  }

  /** The answer to a wish that is not fulfilled. */
  public static Answer refusal(DeploymentRefusedException refused) {
    Payload problems = Json.payload(Map.of("problems", limited(refused.problems())));
    String text = String.valueOf(refused.getMessage()).substring(refused.code().length() + 1);
    Failure failure = new Failure(Category.FATAL, refused.code(), text);
    return new Answer(null, "REFUSED", problems, failure);
  }

  private static List<Problem> limited(List<Problem> problems) {
    return problems.stream().limit(TOLD).toList();
  }

  static DeployableDefinitions deployable(Definitions definitions) {
    if (definitions instanceof DeployableDefinitions open) {
      return open;
    }
    throw new DeploymentRefusedException(
        Codes.NO_DEFINITIONS,
        "nothing here reads workflows that are data: baton-graph.jar is missing in lib/");
  }
}
