package io.baton.it;

import static io.baton.it.OnServer.SOON;
import static io.baton.it.OnServer.awaitStatus;
import static io.baton.it.OnServer.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.baton.it.away.Bank;
import io.baton.it.ground.Sql;
import io.baton.model.Event;
import io.baton.model.Failure.Category;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Calls that no transaction takes back, made by a session bean. */
@DisplayName("A4.8 activities outside of the transaction")
final class ExternalIT extends AwayOnServer {
  private static List<String> calls(String caseId) {
    boolean none = Sql.column("SELECT 1 FROM pg_tables WHERE tablename = 'it_call'").isEmpty();
    return none
        ? List.of()
        : Sql.column(
            "SELECT what || ' #' || attempt || ' ' || key FROM it_call WHERE case_id = ? ORDER BY id",
            caseId);
  }

  @Test
  void aCallIsMadeAndItsResultIsTheActivitys() {
    String id = start("call", "bank visa");
    assertThat(result(id)).isEqualTo("[\"receipt of visa\"]");
    assertThat(calls(id)).containsExactly("charge visa #1 " + id + "/1");
  }

  @Test
  void theUndoIsRegisteredBeforeTheCallIsMade() {
    String id = start("before", "bank " + Bank.SLOW);
    await().atMost(SOON).until(() -> !calls(id).isEmpty());
    assertThat(events(id, Event.UndoRegistered.class))
        .as("while the call is under way")
        .singleElement()
        .satisfies(undo -> assertThat(undo.args().toString()).isEqualTo("[\"slow\", null]"));
    assertThat(events(id, Event.RefSettled.class)).isEmpty();
    assertThat(result(id)).isEqualTo("[\"receipt of slow\"]");
  }

  @Test
  void whatFailedMayHaveHappenedSoItIsUndoneWithoutAResult() {
    String id = start("broken", "bank visa", "bank " + Bank.BROKEN);
    awaitStatus(id, "COMPENSATED");
    assertThat(calls(id))
        .as("each attempt stays done, under one key")
        .containsExactly(
            "charge visa #1 " + id + "/1",
            "charge broken #1 " + id + "/2",
            "charge broken #2 " + id + "/2",
            "charge broken #3 " + id + "/2",
            "refund null #1 " + id + "/2/undo",
            "refund receipt of visa #1 " + id + "/1/undo");
  }

  @Test
  void aCallThatComesBackTooLateIsATimeoutAndIsMadeAgain() {
    String id = start("slow", "bank " + Bank.SLOW_ONCE);
    assertThat(result(id)).isEqualTo("[\"receipt of slow once\"]");
    assertThat(events(id, Event.AttemptFailed.class))
        .singleElement()
        .satisfies(
            failed -> {
              assertThat(failed.failure().category()).isEqualTo(Category.TIMEOUT);
              assertThat(failed.failure().message()).contains("Bank.charge took longer than PT2S");
            });
    assertThat(calls(id)).hasSize(2);
  }
}
