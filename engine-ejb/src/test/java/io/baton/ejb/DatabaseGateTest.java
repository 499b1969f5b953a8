package io.baton.ejb;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.ejb.jta.JtaTransactions;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class DatabaseGateTest {
  private static final Duration FOR_EVER = Duration.ofHours(1);

  private volatile boolean away;

  @Test
  void whoWaitsForTheDatabasePassesWhenItIsBack() throws Exception {
    DatabaseGate gate = gate(FOR_EVER);
    away = true;
    gate.suspect();
    CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(gate::passes);
    assertThat(waiting).isNotDone();
    away = false;
    gate.lookAgain();
    assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whoWaitsTooLongGoesBack() {
    DatabaseGate gate = gate(Duration.ofMillis(1));
    away = true;
    gate.suspect();
    assertThat(gate.passes()).isFalse();
  }

  /** The engine stops, or its node id is another's. */
  @Test
  void whoWaitsAtAGateThatIsClosedForGoodGoesBackAtOnce() throws Exception {
    DatabaseGate gate = gate(FOR_EVER);
    away = true;
    gate.suspect();
    CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(gate::passes);
    gate.closeForGood();
    assertThat(waiting.get(10, TimeUnit.SECONDS)).isFalse();
  }

  @Test
  void aGateThatIsClosedForGoodStaysClosedWhateverTheDatabaseDoes() {
    DatabaseGate gate = gate(FOR_EVER);
    gate.closeForGood();
    gate.suspect();
    gate.lookAgain();
    assertThat(CompletableFuture.supplyAsync(gate::passes).orTimeout(10, TimeUnit.SECONDS).join())
        .isFalse();
  }

  private DatabaseGate gate(Duration patience) {
    TransactionManager none = fake(TransactionManager.class, false);
    TransactionSynchronizationRegistry nowhere =
        fake(TransactionSynchronizationRegistry.class, false);
    return new DatabaseGate(
        new Database(Optional.of(source()), new JtaTransactions(none, nowhere)), patience);
  }

  private DataSource source() {
    Connection valid = fake(Connection.class, true);
    return (DataSource)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {DataSource.class},
            (p, method, args) -> {
              if (away) {
                throw new SQLException("nobody there");
              }
              return valid;
            });
  }

  /** Answers every yes-or-no question in the same way, and gives nothing else. */
  private static <T> T fake(Class<T> type, boolean answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (p, method, args) -> method.getReturnType() == boolean.class ? answer : null));
  }
}
