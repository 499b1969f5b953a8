package io.baton.examples.graphs;

import static io.baton.testkit.CaseAssert.assertThat;

import io.baton.examples.graphs.users.ClubIsFull;
import io.baton.examples.graphs.users.Registration;
import io.baton.testkit.CrashEverywhere;
import io.baton.testkit.Kit;
import io.baton.testkit.Shuffle;
import io.baton.testkit.WorkflowTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The registration in the test kit, as one would test a workflow in Java. */
@WorkflowTest(activities = Registration.class)
class UserRegistrationKitTest {
  private static final Map<String, String> ADA =
      Map.of("name", "ada", "plan", "gold", "club", "chess");

  @BeforeEach
  void theGraph(Kit kit) {
    kit.deploy(GraphFile.text("user-registration"));
    kit.on("createUser").returns("u1");
    kit.on("addLicense").returns("l1");
  }

  @Test
  void aUserIsRegistered(Kit kit) {
    kit.on("addMembership").returns("m1");
    assertThat(kit.start(ADA))
        .completedWith(Map.of("user", "u1", "license", "l1", "membership", "m1"))
        .did("createUser", "addLicense", "addMembership");
  }

  @Test
  void whatATaskAsksOfAServiceIsAnsweredInItsPlace(Kit kit) {
    kit.deploy(
        """
        {"schema":"baton-graph/1","name":"letter","version":"1","nodes":{
          "mail":{"kind":"task","service":"mail","function":"send","data":"${input}"}}}
        """);
    var letter = kit.start("letter", "Dear Ada");
    kit.request("mail.send").answer("sent");
    assertThat(letter).completed().did("mail.send");
  }

  @CrashEverywhere
  void whenTheClubIsFullAllIsTakenBack(Kit kit) {
    kit.on("addMembership").fails(new ClubIsFull("full"));
    var ada = kit.start("user-registration", ADA);
    assertThat(ada).failedWith("full").undid("removeLicense", "logRemoval", "removeUser");
  }

  @Shuffle(20)
  void inAnyOrderTheUserIsRemovedLast(Kit kit) {
    kit.on("addMembership").fails(new ClubIsFull("full"));
    var ada = kit.start(ADA);
    kit.runToEnd();
    assertThat(ada).failedWith("full").hasNoOpenRefs();
    org.assertj.core.api.Assertions.assertThat(ada.undid())
        .hasSize(3)
        .last()
        .asString()
        .contains("removeUser");
  }
}
