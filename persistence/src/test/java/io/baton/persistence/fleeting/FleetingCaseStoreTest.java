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
import io.baton.port.Transactions;
import io.baton.port.TrialTransactions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    FleetingCaseStore impatient =
        new FleetingCaseStore(transactions, InstantSource.system(), Duration.ofMillis(50));
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

  @Test
  void a_transaction_that_ends_on_another_thread_gives_its_cases_back() throws Exception {
    CaseId id = new CaseId("a");
    LooseTransactions loose = new LooseTransactions();
    FleetingCaseStore store = new FleetingCaseStore(loose);
    loose.begin("creator");
    create(store, id);
    loose.end("creator", true);

    loose.begin("first");
    store.lock(new TreeSet<>(List.of(id)));
    CompletableFuture<Object> second =
        CompletableFuture.supplyAsync(
            () -> {
              loose.begin("second");
              return store.lock(new TreeSet<>(List.of(id)));
            });
    assertThatThrownBy(() -> second.get(200, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    // Its time is up while its thread still waits.
    loose.end("second", false);
    CompletableFuture.runAsync(() -> loose.end("first", true)).join();

    assertThatThrownBy(() -> second.get(5, TimeUnit.SECONDS))
        .hasMessageContaining("the transaction ended while it waited for case a");
    loose.begin("third");
    assertThat(store.lock(new TreeSet<>(List.of(id)))).hasSize(1);
  }

  /** Transactions that end whenever and wherever they are told to. */
  private static final class LooseTransactions implements Transactions {
    private final ThreadLocal<String> current = new ThreadLocal<>();
    private final Map<String, Completion> ends = new ConcurrentHashMap<>();

    void begin(String name) {
      current.set(name);
    }

    void end(String name, boolean committed) {
      ends.remove(name).ended(committed);
    }

    @Override
    public boolean active() {
      return current.get() != null;
    }

    @Override
    public Object key() {
      return current.get();
    }

    @Override
    public void afterCompletion(Completion end) {
      ends.put(current.get(), end);
    }

    @Override
    public <T> T joined(Supplier<T> work) {
      return work.get();
    }

    @Override
    public <T> T separate(Supplier<T> work) {
      return work.get();
    }
  }

  private static boolean create(CaseStore store, CaseId id) {
    Event start = new Event.CaseStarted(new WorkflowId("w", 1), Payload.NULL, "ann", null);
    Turn turn = new Turn(0, new CommandId("create"), Instant.EPOCH, List.of(start));
    return store.create(Case.replay(id, List.of(turn)), turn);
  }
}
