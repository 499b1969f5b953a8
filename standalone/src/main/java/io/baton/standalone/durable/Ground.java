package io.baton.standalone.durable;

import io.agroal.api.AgroalDataSource;
import io.baton.ejb.jta.JtaTransactions;
import jakarta.jms.XAJMSContext;
import jakarta.transaction.TransactionManager;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import javax.transaction.xa.XAResource;
import org.apache.activemq.artemis.jms.client.ActiveMQXAConnectionFactory;

/** The state directory, and what a server would have: transactions, broker, connections. */
public final class Ground implements AutoCloseable {
  /** Room above two connections for each command; the second one records its failure. */
  private static final int SPARE = 8;

  private final Opened opened;
  private final StateDirectory directory;
  private final String node;
  private final Narayana narayana;
  private final JoinedSessions sessions;
  private final AgroalDataSource database;
  private final boolean shared;

  /**
   * What the ground is laid for.
   *
   * @param sessions how many commands are handled at the same time
   * @param queues addresses of the broker
   */
  public record Plan(
      Path directory,
      Optional<XaDatabase> database,
      Optional<String> node,
      Duration timeout,
      int sessions,
      List<String> queues) {}

  private Ground(Plan plan, Opened opened) {
    this.opened = opened;
    directory = opened.add(StateDirectory.take(plan.directory()));
    node = plan.node().orElseGet(directory::nodeId);
    narayana = opened.add(Narayana.open(directory.resolve("transactions"), node, plan.timeout()));
    EmbeddedBroker broker =
        opened.add(EmbeddedBroker.open(directory.resolve("broker"), plan.queues()));
    ActiveMQXAConnectionFactory connections = opened.add(broker.connections());
    sessions =
        opened.add(new JoinedSessions(connections, narayana.transactions(), narayana.registry()));
    int size = 2 * plan.sessions() + SPARE;
    database =
        opened.add(
            plan.database()
                .orElseGet(() -> XaDatabase.h2(directory.resolve("database")))
                .pool(narayana, size));
    shared = DatabaseCheck.run(database, size + SPARE);
    recover(opened.add(sessions.open()));
  }

  private void recover(XAJMSContext session) {
    narayana.addXAResourceRecovery(
        () -> new XAResource[] {NamedBranch.broker(session.getXAResource())});
    narayana.startRecovery();
    opened.add(narayana::stopRecovery);
  }

  /**
   * @throws IllegalStateException with a code, when the state directory is in use or the database
   *     would lose work
   */
  public static Ground lay(Plan plan) {
    Opened opened = new Opened();
    boolean laid = false;
    try {
      Ground ground = new Ground(plan, opened);
      laid = true;
      return ground;
    } finally {
      if (!laid) {
        opened.close();
      }
    }
  }

  public String node() {
    return node;
  }

  public Path directory() {
    return directory.root();
  }

  public TransactionManager manager() {
    return narayana.transactions();
  }

  public JtaTransactions transactions() {
    return new JtaTransactions(narayana.transactions(), narayana.registry());
  }

  public JoinedSessions sessions() {
    return sessions;
  }

  public DataSource database() {
    return database;
  }

  /** True when other nodes may use the same database. */
  public boolean shared() {
    return shared;
  }

  /** What stands on this ground is closed before it. */
  public <T extends AutoCloseable> T add(T above) {
    return opened.add(above);
  }

  @Override
  public void close() {
    opened.close();
  }
}
