package io.baton.cli.demo;

import io.baton.cli.local.Local;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the server itself still holds: transactions of its log, prepared branches of its broker, and
 * messages.
 */
record LeftOpen(int transactions, int branches, int messages) {
  private static final String LOG = "/subsystem=transactions/log-store=log-store";
  private static final String BROKER = "/subsystem=messaging-activemq/server=default";
  private static final Pattern SECTIONS = Pattern.compile("^== ", Pattern.MULTILINE);
  private static final Pattern COUNT = Pattern.compile("\"result\" => (\\d+)");
  private static final Pattern ENTRY = Pattern.compile("\"[^\"]+\"");
  private static final String RESULT = "\"result\" => ";

  static LeftOpen in(Local local) throws IOException {
    return read(
        local.manage(
            List.of(
                LOG + ":probe",
                "echo == transactions",
                LOG + ":read-children-names(child-type=transactions)",
                "echo == branches",
                BROKER + ":list-prepared-transactions",
                "echo == messages",
                messagesIn("baton.start"),
                "echo == messages",
                messagesIn("baton.commands"),
                "echo == messages",
                messagesIn("baton.dead"))));
  }

  private static String messagesIn(String queue) {
    return BROKER + "/jms-queue=" + queue + ":read-attribute(name=message-count)";
  }

  /** Reads what the commands above print. */
  static LeftOpen read(String printed) {
    int transactions = 0;
    int branches = 0;
    int messages = 0;
    for (String section : SECTIONS.splitAsStream(printed).toList()) {
      switch (section.lines().findFirst().orElse("").strip()) {
        case "transactions" -> transactions += entries(section);
        case "branches" -> branches += entries(section);
        case "messages" -> messages += count(section);
        default -> {}
      }
    }
    return new LeftOpen(transactions, branches, messages);
  }

  private static int entries(String section) {
    int at = section.indexOf(RESULT);
    return at < 0
        ? 0
        : (int) ENTRY.matcher(section.substring(at + RESULT.length())).results().count();
  }

  private static int count(String section) {
    Matcher number = COUNT.matcher(section);
    return number.find() ? Integer.parseInt(number.group(1)) : 0;
  }

  int inDoubt() {
    return transactions + branches;
  }
}
