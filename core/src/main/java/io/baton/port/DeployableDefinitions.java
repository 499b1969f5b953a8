package io.baton.port;

import io.baton.api.DeploymentRefusedException.Problem;
import io.baton.model.Definition;
import io.baton.model.WorkflowId;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Definitions to which workflows as data are added while the engine runs. What is deployed on one
 * node every node knows, also one that starts later.
 */
public interface DeployableDefinitions extends Definitions {
  /**
   * Deploys a workflow in the caller's transaction, or in one of its own when there is none. The
   * same content again changes nothing.
   *
   * @param by who deploys it
   * @throws io.baton.api.DeploymentRefusedException with everything that is wrong; nothing is kept
   */
  Deployment deploy(String document, String by);

  /**
   * Deploys the files {@code META-INF/baton/*.graph.json} and {@code *.graph.ron} that {@code
   * application} sees.
   *
   * @throws IllegalStateException naming each file that is refused, and why
   */
  void deployFiles(ClassLoader application);

  /**
   * @throws io.baton.api.DeploymentRefusedException when there is no such definition
   */
  void retire(WorkflowId id);

  /**
   * @throws io.baton.api.DeploymentRefusedException when there is no such definition, it has not
   *     retired, or cases of it have not ended
   */
  void delete(WorkflowId id);

  /** What was deployed as data, by name and then by version number. */
  List<Definition> deployed();

  /**
   * A deployment that was accepted.
   *
   * @param fresh false when the very same was there already
   * @param warnings what is perhaps not what was meant
   * @param notices by which other rules than those of workflow code it goes, for want of a word
   */
  record Deployment(
      WorkflowId id, String hash, boolean fresh, List<Problem> warnings, List<Problem> notices) {}

  /**
   * What an engine knows: the application's own workflows, and those that are deployed beside them
   * where the application has the means to read these.
   *
   * @throws IllegalStateException as {@link Provider#around}
   */
  static Definitions around(
      Definitions application, DefinitionStore kept, Transactions transactions) {
    return ServiceLoader.load(Provider.class)
        .findFirst()
        .<Definitions>map(provider -> provider.around(application, kept, transactions))
        .orElse(application);
  }

  /** Makes them; found by {@link java.util.ServiceLoader}. */
  interface Provider {
    /**
     * Looks at what is kept already.
     *
     * @param application the workflows and activities of the application's own classes
     * @throws IllegalStateException when a workflow of the application has the name and version of
     *     one that is kept
     */
    DeployableDefinitions around(
        Definitions application, DefinitionStore kept, Transactions transactions);
  }
}
