package io.baton.standalone.kill;

import com.arjuna.ats.arjuna.AtomicAction;
import com.arjuna.ats.arjuna.common.Uid;
import com.arjuna.ats.arjuna.exceptions.ObjectStoreException;
import com.arjuna.ats.arjuna.objectstore.StoreManager;
import com.arjuna.ats.arjuna.state.InputObjectState;
import com.arjuna.ats.internal.arjuna.common.UidHelper;
import io.baton.standalone.Baton;
import io.baton.standalone.DurableBaton;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * The process that is killed. Arguments: state directory, JDBC URL or {@code h2}, user, password,
 * first case, number of cases, {@code run} or {@code audit}. The last one waits for the end of all
 * cases from 0 on and prints what it finds.
 */
public final class Victim {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Victim() {}

  public static void main(String[] args) throws Exception {
    Path state = Path.of(args[0]);
    int first = Integer.parseInt(args[4]);
    int limit = first + Integer.parseInt(args[5]);
    DurableBaton.Builder builder =
        Baton.durable(state)
            .workflow(Errands.Round.class)
            .activitiesOn(Errands.Errand.class, Errands.Rows::in);
    if (!args[1].equals("h2")) {
      builder.database(args[1], args[2], args[3]);
    }
    try (DurableBaton baton = builder.start()) {
      say("up");
      for (int i = first; i < limit; i++) {
        baton.cases().workflow(Errands.Round.class).caseId("c" + i).start("c" + i);
      }
      say("started");
      if (args[6].equals("audit")) {
        for (int i = first; i < limit; i++) {
          baton.cases().get("c" + i).result(Integer.class, PATIENCE);
        }
        audit(baton, args[1].equals("h2"));
      } else {
        Thread.sleep(PATIENCE.toMillis()); // Until it is killed.
      }
    }
  }

  private static void audit(DurableBaton baton, boolean h2)
      throws SQLException, ObjectStoreException, IOException, InterruptedException {
    String doubt =
        h2
            ? "SELECT count(*) FROM INFORMATION_SCHEMA.IN_DOUBT"
            : "SELECT count(*) FROM pg_prepared_xacts";
    try (Connection connection = baton.dataSource().getConnection()) {
      long until = System.nanoTime() + PATIENCE.toNanos();
      while ((count(connection, doubt) > 0 || records() > 0) && System.nanoTime() < until) {
        System.err.printf("victim: doubt %d records %d%n", count(connection, doubt), records());
        Thread.sleep(100);
      }
      say(
          "audit completed %d rows %d distinct %d doubt %d records %d incidents %d"
              .formatted(
                  count(connection, "SELECT count(*) FROM baton_case WHERE status = 'COMPLETED'"),
                  count(connection, "SELECT count(*) FROM errand"),
                  count(
                      connection, "SELECT count(*) FROM (SELECT DISTINCT who, step FROM errand) x"),
                  count(connection, doubt),
                  records(),
                  count(connection, "SELECT count(*) FROM baton_incident")));
    }
  }

  /** What the transaction log still holds: work in doubt, and heuristics, which stay for ever. */
  private static int records() throws ObjectStoreException, IOException {
    InputObjectState found = new InputObjectState();
    StoreManager.getRecoveryStore().allObjUids(new AtomicAction().type(), found);
    int records = 0;
    while (!UidHelper.unpackFrom(found).equals(Uid.nullUid())) {
      records++;
    }
    return records;
  }

  private static long count(Connection connection, String question) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void say(String line) {
    System.out.println("victim: " + line);
    System.out.flush();
  }
}
