package io.baton.api;

import java.util.List;

/**
 * Workflows as data, deployed while the engine runs. A name and version never changes its content;
 * cases stay on the version that they were started with. Everything joins the caller's transaction.
 */
public interface Deployments {
  /**
   * Deploys a workflow; the same content again changes nothing.
   *
   * @param document such as a text of the schema {@code baton-graph/1}
   * @throws DeploymentRefusedException with everything that is wrong
   */
  DeployedWorkflow deploy(String document);

  /**
   * Deploys a workflow that does not say its name and version itself, such as the export of a Flume
   * editor or a map of functions. In what is wrong, pointers begin with {@code /workflow}.
   *
   * @param version such as {@code v0.1.0}
   * @throws DeploymentRefusedException with everything that is wrong
   */
  DeployedWorkflow deploy(String name, String version, String document);

  /** All that were deployed and not deleted, by name and version. */
  List<DeployedWorkflow> list();

  /**
   * No new case is started of this version any more; those that run go on.
   *
   * @throws DeploymentRefusedException when there is none
   */
  void retire(String workflow, int version);

  /**
   * @throws DeploymentRefusedException when there is none, it has not retired, or cases of it have
   *     not ended
   */
  void delete(String workflow, int version);

  /**
   * What would become of the first 500 cases of a migration, were it to happen now; nothing is
   * changed.
   *
   * @throws DeploymentRefusedException when one of the versions is not there
   */
  MigrationPage dryRun(MigrationPlan plan);

  /**
   * Tells the first 500 cases to migrate, each in its own time and transaction. One that cannot
   * notes why in its journal, and stays as it is.
   *
   * @throws DeploymentRefusedException when one of the versions is not there, or the newer one has
   *     retired
   */
  MigrationPage migrate(MigrationPlan plan);
}
