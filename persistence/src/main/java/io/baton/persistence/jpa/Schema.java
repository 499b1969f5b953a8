package io.baton.persistence.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/** Baton's tables, by a list of migrations that is told rather than found. */
final class Schema {
  /** Every migration, for each database, in order. Nothing is ever removed from here. */
  private static final List<String> MIGRATIONS =
      List.of(
          "V1__case_and_turn.sql",
          "V2__timers_and_catalog.sql",
          "V3__schedule.sql",
          "V4__definition.sql",
          "V5__places_and_skip_list.sql",
          "V7__service.sql",
          "V9__destinations_and_counters.sql",
          "V10__inbox.sql",
          "V11__key_timers.sql",
          "V12__gateway.sql",
          "V13__gateway_effects.sql");

  private static final String HISTORY = "baton_schema_history";

  private final DataSource database;
  private final CaseSql sql;
  private final Flyway flyway;

  Schema(DataSource database, CaseSql sql) {
    this(database, sql, MIGRATIONS);
  }

  Schema(DataSource database, CaseSql sql, List<String> migrations) {
    this.database = database;
    this.sql = sql;
    List<LoadableResource> scripts =
        migrations.stream().<LoadableResource>map(name -> new Script(sql.folder(), name)).toList();
    this.flyway =
        Flyway.configure(Schema.class.getClassLoader())
            .dataSource(database)
            .table(HISTORY)
            .locations(new String[0])
            .resourceProvider(new Told(scripts))
            // An application's own tables may be in the same schema.
            .baselineOnMigrate(true)
            .baselineVersion("0")
            .load();
  }

  /**
   * @param wish {@code migrate}, {@code validate} or {@code none}: the setting {@code baton.schema}
   * @throws IllegalStateException saying what is wrong with the schema, or with the wish
   */
  void bring(String wish) {
    try {
      switch (wish) {
        case "migrate" -> migrate();
        case "validate" -> flyway.validate();
        case "none" -> {}
        default ->
            throw new IllegalStateException(
                "baton.schema is '%s', it can be migrate, validate or none".formatted(wish));
      }
    } catch (FlywayException | SQLException e) {
      throw new IllegalStateException("baton.schema=" + wish + ": " + e.getMessage(), e);
    }
  }

  /**
   * One node at a time: Flyway's own lock does not cover the making of its table in a schema that
   * holds other tables. The lock goes with the transaction, so it ends with a node that dies.
   */
  private void migrate() throws SQLException {
    try (Connection turn = database.getConnection()) {
      turn.setAutoCommit(false);
      try (Statement wait = turn.createStatement()) {
        for (String statement : sql.waitForTurn()) {
          wait.execute(statement);
        }
        flyway.migrate();
      } finally {
        turn.rollback();
        turn.setAutoCommit(true);
      }
    }
  }

  /** No scanning: a server's class loader does not list what is in a nested jar. */
  private record Told(List<LoadableResource> scripts) implements ResourceProvider {
    @Override
    public @Nullable LoadableResource getResource(String name) {
      return scripts.stream()
          .filter(script -> script.getRelativePath().equals(name))
          .findFirst()
          .orElse(null);
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
      return scripts.stream()
          .filter(script -> script.getFilename().startsWith(prefix))
          .filter(script -> Arrays.stream(suffixes).anyMatch(script.getFilename()::endsWith))
          .toList();
    }
  }
}
