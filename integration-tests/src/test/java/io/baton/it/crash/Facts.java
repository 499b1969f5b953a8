package io.baton.it.crash;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What the server itself says it still holds, read through its management. */
record Facts(long heuristics, List<String> logged, List<String> branches, List<String> messages) {
  private static final String TRANSACTIONS = "/subsystem=transactions";
  private static final String BROKER = "/subsystem=messaging-activemq/server=default";
  private static final List<String> QUEUES =
      List.of("baton.start", "baton.commands", "baton.dead", "baton.parked");
  private static final Pattern ENTRY = Pattern.compile("\"([^\"]+)\"");

  static Facts of(Installation installation) throws IOException {
    StringBuilder commands = new StringBuilder();
    commands.append(TRANSACTIONS + ":read-attribute(name=number-of-heuristics)\n");
    commands.append("echo ==\n" + TRANSACTIONS + "/log-store=log-store:");
    commands.append("write-attribute(name=expose-all-logs,value=true)\n");
    commands.append(TRANSACTIONS + "/log-store=log-store:probe\n");
    commands.append("echo ==\n" + TRANSACTIONS + "/log-store=log-store:");
    commands.append("read-children-names(child-type=transactions)\n");
    commands.append("echo ==\n" + BROKER + ":list-prepared-transactions\n");
    for (String queue : QUEUES) {
      commands.append("echo ==\n" + BROKER + "/jms-queue=" + queue);
      commands.append(":read-attribute(name=message-count)\n");
    }
    return read(installation.manage(List.of(commands.toString().split("\n"))));
  }

  static Facts read(String printed) {
    List<String> results =
        Arrays.stream(printed.split("(?m)^==$"))
            .map(section -> section.substring(section.indexOf("\"result\" => ") + 12).strip())
            .toList();
    if (results.size() != 4 + QUEUES.size()) {
      throw new IllegalStateException("not the answers to what was asked: " + printed);
    }
    List<String> messages =
        QUEUES.stream()
            .map(queue -> queue + ": " + number(results.get(4 + QUEUES.indexOf(queue))))
            .filter(left -> !left.endsWith(": 0"))
            .toList();
    return new Facts(
        number(results.get(0)), entries(results.get(2)), entries(results.get(3)), messages);
  }

  private static long number(String result) {
    return Long.parseLong(result.replaceAll("(?s)^(\\d+).*", "$1"));
  }

  private static List<String> entries(String result) {
    return ENTRY.matcher(result).results().map(entry -> entry.group(1)).toList();
  }

  boolean atRest() {
    return logged.isEmpty() && branches.isEmpty() && messages.isEmpty();
  }

  /** The transactions that PostgreSQL holds prepared at this moment. */
  static Set<String> prepared(Connection connection) throws SQLException {
    Set<String> ids = new LinkedHashSet<>();
    try (Statement query = connection.createStatement();
        ResultSet row = query.executeQuery("SELECT gid FROM pg_prepared_xacts")) {
      while (row.next()) {
        ids.add(row.getString(1));
      }
    }
    return ids;
  }

  static long number(Connection connection, String sql) throws SQLException {
    try (Statement query = connection.createStatement();
        ResultSet row = query.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
