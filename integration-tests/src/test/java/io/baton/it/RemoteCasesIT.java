package io.baton.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.baton.api.CaseFailedException;
import io.baton.api.CaseStatus;
import io.baton.api.RemoteCases;
import io.baton.api.ResultTimeoutException;
import io.baton.api.StartRefusedException;
import io.baton.cli.ground.WildFlyHome;
import io.baton.it.app.Step;
import io.baton.it.app.Trouble;
import io.baton.it.ground.RemoteEjb;
import io.baton.it.ground.Server;
import io.baton.it.ground.Sql;
import jakarta.transaction.UserTransaction;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The remote view of cases, from another JVM. */
@DisplayName("A4.15 access by EJB, from another JVM")
final class RemoteCasesIT extends OnServer {
  @Test
  void aCaseStartedFromAnotherJvmGivesItsResultAndKnowsWhoStartedIt() throws Exception {
    String id = newId("remote");
    String result =
        remotely(
            cases -> {
              assertThat(cases.start("steps", 0, id, input(Step.fine("a")))).isEqualTo(id);
              return cases.result(id, SOON.toMillis());
            });
    assertThat(result).isEqualTo("[\"a by " + WildFlyHome.CLIENT + "\"]");
    assertThat(Sql.value("SELECT starter FROM baton_case WHERE case_id = ?", id))
        .isEqualTo(WildFlyHome.CLIENT);
    String status = remotely(cases -> cases.status(id));
    assertThat(status).isEqualTo("COMPLETED");
  }

  @Test
  void aStartRollsBackWithTheRemoteCallersTransaction() throws Exception {
    String id = newId("remote-rollback");
    int sent = Server.messagesEver("commands");
    remotely(
        cases -> {
          UserTransaction transaction = RemoteEjb.transaction();
          transaction.begin();
          cases.start("steps", 1, id, input(Step.fine("a")));
          transaction.rollback();
          return id;
        });
    assertThat(status(id)).isEmpty();
    assertThat(Server.messagesEver("commands")).isEqualTo(sent);
  }

  @Test
  void aStartCommitsWithTheRemoteCallersTransactionAndNotBefore() throws Exception {
    String id = newId("remote-commit");
    remotely(
        cases -> {
          UserTransaction transaction = RemoteEjb.transaction();
          transaction.begin();
          cases.start("steps", 1, id, input(Step.fine("a")));
          assertThat(status(id)).as("before the commit").isEmpty();
          transaction.commit();
          return id;
        });
    awaitStatus(id, "COMPLETED");
    assertThat(effects(id)).containsExactly("DO a");
  }

  @Test
  void whatCannotBeIsToldInTheExceptionsOfTheInterface() throws Exception {
    assertThatThrownBy(() -> remotely(cases -> cases.start("nix", 0, null, "null")))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("BATON-1101")
        .hasMessageContaining("nix");
    assertThatThrownBy(() -> remotely(cases -> cases.start("steps", 0, null, "{")))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("BATON-1105");
    String failed = start("remote-failed", Step.with("a", Trouble.REFUSE, Step.ALWAYS));
    awaitStatus(failed, "FAILED");
    assertThatThrownBy(() -> remotely(cases -> cases.result(failed, 1_000)))
        .isInstanceOfSatisfying(
            CaseFailedException.class, e -> assertThat(e.status()).isEqualTo(CaseStatus.FAILED))
        .hasMessageContaining("no more a");
    assertThatThrownBy(() -> remotely(cases -> cases.result("no-such-case", 50)))
        .isInstanceOf(ResultTimeoutException.class);
  }

  @Test
  void anOperatorInAnotherJvmLetsAParkedCaseGoOnAndCancelsARunningOne() throws Exception {
    String parked =
        start(
            "remote-retry",
            Step.fine("a").undoFails(2),
            Step.with("b", Trouble.REFUSE, Step.ALWAYS));
    awaitStatus(parked, "PARKED");
    run(cases -> cases.retry(parked));
    awaitStatus(parked, "COMPENSATED");

    String running =
        start("remote-cancel", Step.fine("a"), Step.with("late", Trouble.THROW, Step.ALWAYS));
    await().atMost(SOON).until(() -> attemptTexts(running).findAny().isPresent());
    run(cases -> cases.cancel(running, "not needed any more"));
    awaitStatus(running, "CANCELLED");
    assertThat(effects(running)).containsExactly("DO a", "UNDO a");
  }

  private static void run(Consumer<RemoteCases> call) throws Exception {
    remotely(
        cases -> {
          call.accept(cases);
          return true;
        });
  }

  private static <T> T remotely(Call<T> call) throws Exception {
    return RemoteEjb.asClient(() -> call.on(RemoteEjb.cases("steps")));
  }

  /** What is done with the remote view. */
  private interface Call<T> {
    T on(RemoteCases cases) throws Exception;
  }
}
