package io.baton.cli.local;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The settings of a server that a person may choose, as docs/reference/settings.md has them. */
final class KnownSettings {
  /** These, and each with a dot and a destination behind it. */
  static final List<String> BY_DESTINATION =
      List.of("baton.task.format", "baton.task.topics", "baton.task.limit", "baton.task.rate");

  static final List<String> OTHERS =
      List.of(
          "baton.sessions",
          "baton.tx.timeout",
          "baton.db.lock-timeout",
          "baton.store",
          "baton.wakeup",
          "baton.quartz.datasource",
          "baton.datasource",
          "baton.transaction-manager",
          "baton.schema",
          "baton.jms.validated-user",
          "baton.reply.allow",
          "baton.executions",
          "baton.executions.topic",
          "baton.kafka.answers",
          "baton.kafka.calledoff",
          "baton.start.when-down",
          "baton.topics",
          "baton.records.gap",
          "baton.gateway.sessions",
          "baton.gateway.threads",
          "baton.gateway.in-flight");

  private static final String OURS = "'up' itself sets it";
  private static final String NO_USE = "it has no effect on the server that 'up' starts";

  /** Why a setting cannot be chosen here. */
  static final Map<String, String> NOT_HERE =
      Map.ofEntries(
          Map.entry("baton.node.id", OURS),
          Map.entry("baton.db.host", OURS),
          Map.entry("baton.db.port", OURS),
          Map.entry("baton.db.name", OURS),
          Map.entry("baton.db.user", OURS),
          Map.entry("baton.db.password", OURS),
          Map.entry("baton.outputs.shards", OURS + ", with --kafka"),
          Map.entry("baton.amqp.port", NO_USE),
          Map.entry("baton.multicast.address", NO_USE),
          Map.entry("baton.mock", NO_USE));

  private KnownSettings() {}

  /**
   * @throws SettingRefused naming the nearest setting, or why this one cannot be chosen
   */
  static void check(String name) {
    String why = NOT_HERE.get(name);
    if (why != null) {
      throw new SettingRefused("BATON-9059 %s cannot be set here: %s".formatted(name, why));
    }
    if (!OTHERS.contains(name) && !BY_DESTINATION.contains(family(name))) {
      throw new SettingRefused(
          "BATON-9058 Baton has no setting '%s'; did you mean %s? All are in docs/reference/settings.md"
              .formatted(name, nearest(name)));
    }
  }

  /** The name without its destination. */
  private static String family(String name) {
    return BY_DESTINATION.stream()
        .filter(each -> name.startsWith(each + ".") && name.length() > each.length() + 1)
        .findFirst()
        .orElse(name);
  }

  private static String nearest(String name) {
    String full = name.startsWith("baton.") ? name : "baton." + name;
    return Stream.concat(OTHERS.stream(), BY_DESTINATION.stream())
        .min(Comparator.comparing(known -> distance(full, known)))
        .orElseThrow();
  }

  /** What comes behind the name of a family is the name of a destination, and may be anything. */
  private static int distance(String name, String known) {
    String[] parts = name.split("\\.");
    int wanted = known.split("\\.").length;
    if (BY_DESTINATION.contains(known) && parts.length > wanted) {
      return 1 + edits(String.join(".", List.of(parts).subList(0, wanted)), known);
    }
    return edits(name, known);
  }

  /** How many letters have to be put in, left out or exchanged. */
  private static int edits(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int exchanged = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(exchanged, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
