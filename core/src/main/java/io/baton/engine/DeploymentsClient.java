package io.baton.engine;

import io.baton.api.DeployedWorkflow;
import io.baton.api.Deployments;
import io.baton.api.MigrationPage;
import io.baton.api.MigrationPlan;
import io.baton.model.Definition;
import io.baton.model.WorkflowId;
import io.baton.port.Definitions;
import io.baton.port.DeployableDefinitions;
import io.baton.port.Transactions;
import io.baton.wire.DefinitionRequestCodec;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** The client's view of workflows as data, the same on every host. */
public final class DeploymentsClient implements Deployments {
  private final Definitions definitions;
  private final Transactions transactions;
  private final Supplier<String> caller;
  private final Migrations migrations;

  /**
   * @param definitions what {@code kernel} knows, or what it knows is made of
   * @param caller the name of whoever calls, as the host has it authenticated
   */
  public DeploymentsClient(Definitions definitions, Kernel kernel, Supplier<String> caller) {
    this.definitions = definitions;
    this.transactions = kernel.transactions();
    this.caller = caller;
    this.migrations = new Migrations(kernel);
  }

  @Override
  public DeployedWorkflow deploy(String document) {
    return transactions.joined(
        () -> {
          WorkflowId id = open().deploy(document, caller.get()).id();
          return open().deployed().stream()
              .filter(definition -> definition.id().equals(id))
              .map(DeploymentsClient::told)
              .findFirst()
              .orElseThrow(() -> new IllegalStateException(id + " was deleted at once"));
        });
  }

  @Override
  public DeployedWorkflow deploy(String name, String version, String document) {
    return deploy(DefinitionRequestCodec.named(name, version, document));
  }

  @Override
  public List<DeployedWorkflow> list() {
    return open().deployed().stream().map(DeploymentsClient::told).toList();
  }

  @Override
  public void retire(String workflow, int version) {
    open().retire(new WorkflowId(workflow, version));
  }

  @Override
  public void delete(String workflow, int version) {
    open().delete(new WorkflowId(workflow, version));
  }

  @Override
  public MigrationPage dryRun(MigrationPlan plan) {
    return transactions.joined(() -> migrations.preview(plan));
  }

  @Override
  public MigrationPage migrate(MigrationPlan plan) {
    return transactions.joined(() -> migrations.tell(plan, UUID.randomUUID().toString()));
  }

  private DeployableDefinitions open() {
    return DefinitionDesk.deployable(definitions);
  }

  private static DeployedWorkflow told(Definition definition) {
    return new DeployedWorkflow(
        definition.id().name(),
        definition.id().version(),
        definition.version(),
        definition.hash(),
        definition.deployedAt(),
        definition.deployedBy(),
        definition.retiredAt());
  }
}
