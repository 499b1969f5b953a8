package io.baton.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.baton.it.ground.Sql;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Forks, sagas, children, time-outs and clean-up with real transactions, messages and timers. */
@DisplayName("A1.3 what workflows can say, on a server")
final class BranchesIT extends OnServer {
  private static String begin(String what) {
    String id = newId(what);
    broker.send(
        "start",
        "{\"workflow\":\"branches\",\"caseId\":\"%s\",\"input\":\"%s\"}".formatted(id, what));
    return id;
  }

  private static void awaitEffect(String id, String effect) {
    await().atMost(SOON).untilAsserted(() -> assertThat(effects(id)).contains(effect));
  }

  private static String result(String id) {
    return String.valueOf(events(id, io.baton.model.Event.CaseEnded.class).get(0).result());
  }

  @Test
  @DisplayName("A1.3.26 the loser of a race is cancelled and undone before the race returns")
  void A1_3_26_losersLeaveNoTrace() {
    String id = begin("race");
    awaitEffect(id, "DO loser");
    broker.send("signals", "{\"case\":\"%s\",\"signal\":\"go\",\"value\":\"now\"}".formatted(id));
    awaitStatus(id, "COMPLETED");
    assertThat(effects(id)).containsExactly("DO loser", "DO winner", "UNDO loser");
    assertThat(result(id)).isEqualTo("\"winner\"");
    assertThat(timers(id)).isZero();
  }

  @Test
  @DisplayName("A4.11 a time-out beside the work fires by the database's clock")
  void A4_11_theTimeIsUp() {
    String id = begin("within");
    awaitStatus(id, "COMPLETED");
    assertThat(effects(id)).containsExactly("DO late");
    assertThat(
            Sql.count(
                "SELECT count(*) FROM it_effect e JOIN baton_case c USING (case_id)"
                    + " WHERE case_id = ? AND e.at >= c.created_at + interval '1 second'",
                id))
        .as("not early")
        .isOne();
    assertThat(timers(id)).isZero();
  }

  private static int timers(String id) {
    return Sql.count("SELECT count(*) FROM baton_timer WHERE case_id = ?", id);
  }

  @Test
  @DisplayName("A1.3.30 a saga undoes what was done, in causal order, before its catch runs")
  void A1_3_30_aSagaUndoes() {
    String id = begin("saga");
    awaitStatus(id, "COMPLETED");
    assertThat(effects(id))
        .hasSize(7)
        .startsWith(effects(id).get(0), effects(id).get(1), "DO c", "UNDO c")
        .contains("DO a", "DO b", "UNDO a", "UNDO b")
        .endsWith("DO after");
  }

  @Test
  void aChildIsUndoneWithItsParent() {
    String id = begin("parent");
    awaitStatus(id, "COMPENSATED");
    assertThat(effects(id)).containsExactly("DO parent", "UNDO parent");
    String child = id + ".2";
    assertThat(effects(child)).containsExactly("DO child", "UNDO child");
    assertThat(status(child)).containsExactly("CANCELLED");
    assertThat(
            Sql.count(
                "SELECT count(*) FROM it_effect c, it_effect p WHERE c.case_id = ? AND c.kind = 'UNDO'"
                    + " AND p.case_id = ? AND p.kind = 'UNDO' AND c.at < p.at",
                child,
                id))
        .as("the newest effect first")
        .isOne();
  }

  @Test
  @DisplayName("A1.3.28 a cancelled workflow cleans up, then is undone")
  void A1_3_28_cleanUpRunsBeforeTheUndo() {
    String id = begin("clean-up");
    awaitEffect(id, "DO first");
    broker.send(
        "commands",
        "{\"schema\":1,\"commands\":[{\"type\":\"CancelCase\",\"caseId\":\"%s\",\"id\":\"cancel 1\",\"reason\":\"enough\"}]}"
            .formatted(id));
    awaitStatus(id, "CANCELLED");
    assertThat(effects(id)).containsExactly("DO first", "DO cleaned", "UNDO first");
  }

  @Test
  @DisplayName("A1.3.31 a branch goes on beside and is awaited later; a scope keeps its value")
  void A1_3_31_besideAndScoped() {
    String id = begin("later");
    awaitStatus(id, "COMPLETED");
    assertThat(effects(id)).containsExactlyInAnyOrder("DO beside", "DO scoped");
    assertThat(result(id)).isEqualTo("\"scopedbeside\"");
  }
}
