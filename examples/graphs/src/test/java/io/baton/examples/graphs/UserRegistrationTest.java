package io.baton.examples.graphs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.CaseStatus;
import io.baton.api.Cases;
import io.baton.api.Cases.CaseHandle;
import io.baton.examples.graphs.users.ClubIsFull;
import io.baton.examples.graphs.users.Registration;
import io.baton.standalone.Baton;
import io.baton.standalone.ManualBaton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A user, a license, a membership; or nothing of it. */
class UserRegistrationTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  record Registered(String user, String license, String membership) {}

  private final Ledger ledger = new Ledger();
  private final Baton.Builder builder =
      Baton.builder()
          .activities(Registration.class, ledger.bean(Registration.class))
          .deploy(GraphFile.text("user-registration"));

  @BeforeEach
  void answers() {
    ledger
        .on("createUser", args -> "u1")
        .on("addLicense", args -> "l1")
        .on("addMembership", args -> "m1");
  }

  private void theClubIsFull() {
    ledger.on(
        "addMembership",
        args -> {
          throw new ClubIsFull("full");
        });
  }

  private ManualBaton start() {
    ManualBaton baton = builder.manual();
    ledger.in(baton.transactions());
    return baton;
  }

  private static CaseHandle register(Cases cases) {
    return cases
        .workflow("user-registration")
        .start(Map.of("name", "ada", "plan", "gold", "club", "chess"));
  }

  @Test
  void aUserIsRegistered() {
    ManualBaton baton = start();
    CaseHandle ada = register(baton.cases());
    baton.runUntilIdle();
    assertThat(ada.result(Registered.class, SOON)).isEqualTo(new Registered("u1", "l1", "m1"));
    assertThat(ledger.lines())
        .containsExactly("createUser[ada]", "addLicense[u1, gold]", "addMembership[u1, chess]");
  }

  @Test
  void whenTheMembershipFailsAllIsTakenBackOnceAgainstTheArrows() {
    theClubIsFull();
    ManualBaton baton = start();
    CaseHandle ada = register(baton.cases());
    baton.runUntilIdle();
    assertThat(ada.status()).isEqualTo(CaseStatus.COMPENSATED);
    assertThat(ledger.lines())
        .hasSize(5)
        .startsWith("createUser[ada]", "addLicense[u1, gold]")
        .contains("removeLicense[u1, gold, l1]", "logRemoval[u1, gold, l1]")
        .endsWith("removeUser[ada, u1]");
  }

  @Test
  void theTwoUndosOfTheLicenseAreCalledSideBySide() {
    theClubIsFull();
    CyclicBarrier both = new CyclicBarrier(2);
    ledger
        .on("removeLicense", args -> both.await(SOON.toSeconds(), TimeUnit.SECONDS) * 0)
        .on("logRemoval", args -> both.await(SOON.toSeconds(), TimeUnit.SECONDS) * 0);
    try (Baton baton = builder.threads(2).start()) {
      ledger.in(baton.transactions());
      CaseHandle ada = register(baton.cases());
      assertThatThrownBy(() -> ada.result(Registered.class, SOON)).hasMessageContaining("full");
      assertThat(ada.status()).isEqualTo(CaseStatus.COMPENSATED);
    }
    assertThat(both.isBroken()).as("one had to wait for the other in vain").isFalse();
    assertThat(ledger.lines()).hasSize(5).endsWith("removeUser[ada, u1]");
  }

  @Test
  void anUndoThatFailsIsTriedAgainBeforeTheUserIsRemoved() {
    theClubIsFull();
    int[] tries = {0};
    ledger.on(
        "removeLicense",
        args -> {
          if (++tries[0] == 1) {
            throw new IllegalStateException("busy");
          }
          return null;
        });
    ManualBaton baton = start();
    CaseHandle ada = register(baton.cases());
    baton.runUntilIdle();
    assertThat(ada.status()).isEqualTo(CaseStatus.COMPENSATED);
    assertThat(ledger.lines())
        .containsExactly(
            "createUser[ada]",
            "addLicense[u1, gold]",
            "logRemoval[u1, gold, l1]",
            "removeLicense[u1, gold, l1]",
            "removeUser[ada, u1]");
    assertThat(ledger.calls()).as("the membership and one try came to nothing").isEqualTo(7);
  }
}
