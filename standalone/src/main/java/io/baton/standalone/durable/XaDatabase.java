package io.baton.standalone.durable;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration.TransactionIsolation;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.agroal.narayana.NarayanaTransactionIntegration;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import javax.sql.XADataSource;

/** Which database the cases are in, and how a pool of connections to it is made. */
public final class XaDatabase {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Consumer<AgroalConnectionFactoryConfigurationSupplier> connecting;

  private XaDatabase(Consumer<AgroalConnectionFactoryConfigurationSupplier> connecting) {
    this.connecting = connecting;
  }

  /**
   * By JDBC URL; the driver must be on the class path.
   *
   * @throws IllegalArgumentException unless it is one of PostgreSQL or H2
   */
  public static XaDatabase at(String url, String user, String password) {
    String driver = driver(url);
    return new XaDatabase(
        to ->
            to.connectionProviderClassName(driver)
                .jdbcUrl(url)
                .principal(new NamePrincipal(user))
                .credential(new SimplePassword(password)));
  }

  private static String driver(String url) {
    if (url.startsWith("jdbc:postgresql:")) {
      return "org.postgresql.xa.PGXADataSource";
    }
    if (url.startsWith("jdbc:h2:")) {
      return "org.h2.jdbcx.JdbcDataSource";
    }
    throw new IllegalArgumentException(
        "'%s' is neither of PostgreSQL nor of H2; give an XADataSource instead".formatted(url));
  }

  public static XaDatabase of(XADataSource source) {
    return new XaDatabase(
        to ->
            to.connectionProviderClass(LentXaDataSource.class)
                .jdbcProperty("lent", LentXaDataSource.lend(source)));
  }

  /**
   * An H2 file that is written with each commit, not some time after it. Who needs a row that a
   * killed process left in doubt waits until recovery has decided, which takes some ten seconds.
   */
  public static XaDatabase h2(Path file) {
    return at(
        "jdbc:h2:file:%s;WRITE_DELAY=0;LOCK_TIMEOUT=30000;DB_CLOSE_ON_EXIT=FALSE".formatted(file),
        "sa",
        "");
  }

  /** Connections that join the transaction of the thread that asks. */
  public AgroalDataSource pool(Narayana narayana, int size) {
    var transactions =
        new NarayanaTransactionIntegration(
            narayana.transactions(), narayana.registry(), "baton", false, narayana);
    var wanted =
        new AgroalDataSourceConfigurationSupplier()
            .connectionPoolConfiguration(
                pool ->
                    pool.maxSize(size)
                        .acquisitionTimeout(PATIENCE)
                        .validateOnBorrow(true)
                        .connectionValidator(ConnectionValidator.defaultValidatorWithTimeout(5))
                        .transactionIntegration(transactions)
                        .connectionFactoryConfiguration(
                            factory -> {
                              factory.jdbcTransactionIsolation(TransactionIsolation.READ_COMMITTED);
                              connecting.accept(factory);
                              return factory;
                            }));
    try {
      return AgroalDataSource.from(wanted);
    } catch (SQLException e) {
      throw new IllegalStateException("no pool of connections: " + e.getMessage(), e);
    }
  }
}
