package io.baton.persistence.jpa;

import jakarta.transaction.TransactionManager;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.engine.transaction.jta.platform.internal.NoJtaPlatform;

/**
 * Makes a session factory by code. A persistence.xml would make the data source a condition of the
 * deployment, also for a server that keeps its cases elsewhere.
 */
final class HibernateBoot {
  private HibernateBoot() {}

  static SessionFactory jta(DataSource database, TransactionManager transactions) {
    return boot(
        database,
        Map.of(
            AvailableSettings.TRANSACTION_COORDINATOR_STRATEGY,
            "jta",
            AvailableSettings.JTA_PLATFORM,
            new GivenJtaPlatform(transactions)));
  }

  static SessionFactory resourceLocal(DataSource database) {
    return boot(
        database,
        Map.of(
            AvailableSettings.TRANSACTION_COORDINATOR_STRATEGY,
            "jdbc",
            AvailableSettings.JTA_PLATFORM,
            NoJtaPlatform.INSTANCE));
  }

  @SuppressWarnings("deprecation") // DATASOURCE: its successors are not read in a boot by code.
  private static SessionFactory boot(DataSource database, Map<String, Object> coordination) {
    Map<String, Object> settings = new HashMap<>(coordination);
    settings.put(AvailableSettings.DATASOURCE, database);
    // As text: inside WildFly some of these are read before anything converts them.
    settings.put(AvailableSettings.HBM2DDL_AUTO, "none");
    settings.put(AvailableSettings.USE_SECOND_LEVEL_CACHE, "false");
    settings.put(AvailableSettings.USE_QUERY_CACHE, "false");
    settings.put(AvailableSettings.JAKARTA_VALIDATION_MODE, "none");
    // Batches of 3 and of 4 commands share one statement.
    settings.put(AvailableSettings.IN_CLAUSE_PARAMETER_PADDING, "true");
    var loaders =
        new BootstrapServiceRegistryBuilder()
            .applyClassLoader(HibernateBoot.class.getClassLoader())
            .build();
    var services = new StandardServiceRegistryBuilder(loaders).applySettings(settings).build();
    try {
      return new MetadataSources(services)
          .addAnnotatedClass(CaseRow.class)
          .addAnnotatedClass(TurnRow.class)
          .addAnnotatedClass(SnapshotRow.class)
          .addAnnotatedClass(AttributeRow.class)
          .addAnnotatedClass(IncidentRow.class)
          .buildMetadata()
          .buildSessionFactory();
    } catch (RuntimeException e) {
      StandardServiceRegistryBuilder.destroy(services);
      throw e;
    }
  }
}
