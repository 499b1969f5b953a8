package io.baton.model;

import io.baton.api.MigrationPlan;

/** Somebody's wish about workflows as data. */
public sealed interface DefinitionRequest {
  /** Deploy a workflow. */
  record Deploy(String document) implements DefinitionRequest {}

  /** Start no new case of it. */
  record Retire(WorkflowId id) implements DefinitionRequest {}

  /** Forget it. */
  record Delete(WorkflowId id) implements DefinitionRequest {}

  /** Let running cases go on with another version, or tell what would happen. */
  record Migrate(MigrationPlan plan, boolean dryRun) implements DefinitionRequest {}
}
