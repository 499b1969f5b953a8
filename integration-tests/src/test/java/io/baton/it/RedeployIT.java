package io.baton.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.baton.it.app.Step;
import io.baton.it.app.Trouble;
import io.baton.it.ground.Broker;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nothing of a case lives in the application that works on it. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
final class RedeployIT {
  private static final String STEPS = "steps";

  @ArquillianResource Deployer deployer;

  @Deployment(name = STEPS, managed = false, testable = false)
  static EnterpriseArchive steps() {
    return Applications.steps();
  }

  @Test
  @DisplayName("A4.3 a case whose application is taken out is resurrected by the next one")
  void aCaseWhoseApplicationIsTakenOutIsResurrectedByTheNextOne() {
    String id = OnServer.newId("redeploy");
    deployer.deploy(STEPS);
    try (Broker broker = Broker.connect()) {
      Step late = Step.with("late", Trouble.THROW, 1);
      broker.send("start", OnServer.request(id, Step.fine("a"), late, Step.fine("c")));
      await().atMost(OnServer.SOON).until(() -> OnServer.attemptTexts(id).count() == 1);
    } finally {
      deployer.undeploy(STEPS);
    }
    assertThat(OnServer.status(id)).containsExactly("RUNNING");
    deployer.deploy(STEPS);
    try {
      OnServer.awaitStatus(id, "COMPLETED");
      assertThat(OnServer.effects(id)).containsExactly("DO a", "DO late", "DO c");
    } finally {
      deployer.undeploy(STEPS);
    }
  }
}
