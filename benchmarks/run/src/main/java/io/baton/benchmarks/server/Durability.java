package io.baton.benchmarks.server;

import io.baton.benchmarks.measure.Query;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What makes a figure honest: nothing counts as done that a power cut could take back. */
final class Durability {
  private static final String BROKER = "/subsystem=messaging-activemq/server=default";

  private Durability() {}

  /**
   * The settings, as the running parts tell them.
   *
   * @throws IllegalStateException when one of them is off
   */
  static List<String> check(Query database, Ground ground) throws SQLException, IOException {
    List<String> settings = new ArrayList<>();
    for (String name : List.of("fsync", "synchronous_commit", "full_page_writes")) {
      settings.add(must("PostgreSQL " + name, database.texts("SHOW " + name).get(0), "on"));
    }
    for (String name :
        List.of(
            "persistence-enabled",
            "journal-sync-transactional",
            "journal-sync-non-transactional")) {
      settings.add(must("broker " + name, attribute(ground, name), "true"));
    }
    // The attribute journal-type is a wish: without libaio the broker falls back to NIO.
    settings.add("broker journal: " + (ground.logged("AMQ221012") ? "AIO" : "NIO"));
    return settings;
  }

  private static String attribute(Ground ground, String name) throws IOException {
    String printed =
        ground.manage(
            BROKER + ":read-attribute(name=%s,resolve-expressions=true)\n".formatted(name));
    return printed.replaceAll("(?s).*\"result\" => \"?(\\w+).*", "$1");
  }

  private static String must(String what, String actual, String wanted) {
    if (!actual.equals(wanted)) {
      throw new IllegalStateException("%s is %s, not %s".formatted(what, actual, wanted));
    }
    return what + "=" + actual;
  }
}
