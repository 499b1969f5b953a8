package io.baton.persistence.fleeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.CommandId;
import io.baton.model.Event;
import io.baton.model.Incident;
import io.baton.model.Payload;
import io.baton.model.Turn;
import io.baton.model.WorkflowId;
import io.baton.port.CaseStore;
import io.baton.port.CaseStoreContract;
import io.baton.port.TrialTransactions;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class FleetingCaseStoreTest extends CaseStoreContract {
  private final TrialTransactions transactions = new TrialTransactions();
  private final FleetingCaseStore store = new FleetingCaseStore(transactions);

  @Override
  protected CaseStore store() {
    return store;
  }

  @Override
  protected <T> T transaction(boolean commit, Supplier<T> work) {
    return transactions.run(commit, work);
  }

  @Override
  protected List<Incident> incidents() {
    return store.incidents();
  }

  @Test
  void who_waits_too_long_for_a_case_is_told_which_one() {
    FleetingCaseStore impatient = new FleetingCaseStore(transactions, Duration.ofMillis(50));
    CaseId id = new CaseId("busy");
    transactions.run(true, () -> create(impatient, id));

    transactions.run(
        true,
        () -> {
          impatient.lock(new TreeSet<>(List.of(id)));
          assertThatThrownBy(
                  () -> transactions.separate(() -> impatient.lock(new TreeSet<>(List.of(id)))))
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining("busy");
          return null;
        });
  }

  @Test
  void committed_cases_are_listed_in_the_order_of_their_ids() {
    transactions.run(true, () -> create(store, new CaseId("b")));
    transactions.run(true, () -> create(store, new CaseId("a")));
    transactions.run(false, () -> create(store, new CaseId("c")));

    assertThat(store.cases()).extracting(c -> c.id().value()).containsExactly("a", "b");
  }

  private static boolean create(CaseStore store, CaseId id) {
    Event start = new Event.CaseStarted(new WorkflowId("w", 1), Payload.NULL, "ann", null);
    Turn turn = new Turn(0, new CommandId("create"), List.of(start));
    return store.create(Case.replay(id, List.of(turn)), turn);
  }
}
