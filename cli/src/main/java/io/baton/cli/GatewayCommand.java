package io.baton.cli;

import io.baton.api.RemoteGateways;
import io.baton.cli.journal.GatewayRow;
import io.baton.cli.local.Local;
import io.baton.cli.local.TopicEnds;
import io.baton.wire.FlatJson;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists gateways, or tells one of them what to do. */
@Command(
    name = "gateway",
    description = "List gateways and what they hold, or tell one what to do.",
    footer = {
      "%nWORD is one of:",
      "  configure KEY=VALUE...   groupId, topic, brokers, handlerMethodName, ...",
      "  run, pause, resume       let it read, or wait",
      "  reset                    a new run from the beginning of its topic",
      "  clear                    forget how it is configured",
      "  retry PARTITION OFFSET   try a held event again",
      "  skip PARTITION OFFSET    pass over a held event"
    })
final class GatewayCommand implements Callable<Integer> {
  private static final String LINE = "%-30s  %-8s  %5s  %-30s  %8s  %8s  %8s  %6s%n";
  private static final String HELD = "%-30s  %9s  %10s  %-20s  %8s  %8s  %s%n";
  private static final int MOST = 20;

  @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "The gateway.")
  private @Nullable String name;

  @Parameters(index = "1", arity = "0..1", paramLabel = "WORD", description = "What it is told.")
  private @Nullable String word;

  @Parameters(index = "2..*", paramLabel = "ARGUMENT", description = "What the word needs.")
  private List<String> arguments = List.of();

  @Override
  public Integer call() throws IOException, SQLException {
    if (name == null || word == null) {
      list(Refusal.unlessUp(), name);
    } else {
      Consumer<RemoteGateways> wish = wish(name, word, arguments);
      ask(Refusal.unlessUp(), wish);
      System.out.println("done; the nodes hear of it within a second");
    }
    return 0;
  }

  /** What the words ask for. */
  static Consumer<RemoteGateways> wish(String name, String word, List<String> arguments) {
    return switch (word) {
      case "configure" -> {
        String configuration = configuration(arguments);
        yield gateways -> gateways.configure(name, configuration);
      }
      case "run" -> plain(word, arguments, gateways -> gateways.run(name));
      case "pause" -> plain(word, arguments, gateways -> gateways.pause(name));
      case "resume" -> plain(word, arguments, gateways -> gateways.resume(name));
      case "reset" -> plain(word, arguments, gateways -> gateways.reset(name));
      case "clear" -> plain(word, arguments, gateways -> gateways.clearConfiguration(name));
      case "retry" -> {
        Place place = Place.of(word, arguments);
        yield gateways -> gateways.retry(name, place.partition(), place.offset());
      }
      case "skip" -> {
        Place place = Place.of(word, arguments);
        yield gateways -> gateways.skip(name, place.partition(), place.offset());
      }
      default ->
          throw new Refusal("'%s' is none of the words; see ./baton help gateway".formatted(word));
    };
  }

  private static Consumer<RemoteGateways> plain(
      String word, List<String> arguments, Consumer<RemoteGateways> wish) {
    if (!arguments.isEmpty()) {
      throw new Refusal("%s takes nothing more, and %s was given".formatted(word, arguments));
    }
    return wish;
  }

  private static String configuration(List<String> arguments) {
    Map<String, String> configuration = new LinkedHashMap<>();
    for (String argument : arguments) {
      int at = argument.indexOf('=');
      if (at < 1) {
        throw new Refusal("'%s' is not like KEY=VALUE".formatted(argument));
      }
      configuration.put(argument.substring(0, at), argument.substring(at + 1));
    }
    return FlatJson.write(configuration);
  }

  private static void ask(Local local, Consumer<RemoteGateways> wish) throws IOException {
    var door = local.gatewayDoor();
    Refusal.unlessAcceptable(
        () ->
            door.ask(
                gateways -> {
                  wish.accept(gateways);
                  return true;
                }));
  }

  private static void list(Local local, @Nullable String only) throws IOException, SQLException {
    Predicate<GatewayRow> wanted = row -> only == null || row.name().equals(only);
    try (Connection connection = local.connect()) {
      List<GatewayRow> all = GatewayRow.all(connection).stream().filter(wanted).toList();
      System.out.printf(
          LINE, "gateway", "state", "epoch", "topic", "lag", "waiting", "effects", "held");
      for (GatewayRow row : all) {
        System.out.printf(
            LINE,
            row.name(),
            row.state(),
            row.epoch(),
            row.settings().getOrDefault("topic", ""),
            lag(row),
            row.waiting(),
            row.effects(),
            row.held());
      }
      if (all.stream().anyMatch(row -> row.held() > 0)) {
        System.out.printf(
            "%n" + HELD, "held", "partition", "offset", "key", "attempts", "behind", "why");
        for (GatewayRow row : all) {
          held(connection, row);
        }
      }
    }
  }

  private static void held(Connection connection, GatewayRow row) throws SQLException {
    for (GatewayRow.Held held : GatewayRow.held(connection, row.name(), MOST)) {
      System.out.printf(
          HELD,
          row.name(),
          held.partition(),
          held.offset(),
          held.actor(),
          held.broken() ? "skip" : held.attempts(),
          held.behind(),
          String.valueOf(held.error()));
    }
    if (row.held() > MOST) {
      System.out.printf("… and %d more of %s%n", row.held() - MOST, row.name());
    }
  }

  /** Kafka is asked only where it lets everybody in. */
  private static String lag(GatewayRow row) {
    Map<String, String> settings = row.settings();
    if (settings.isEmpty()) {
      return "";
    }
    boolean open =
        !settings.containsKey("username")
            && settings.getOrDefault("securityProtocol", "PLAINTEXT").equals("PLAINTEXT");
    if (!open) {
      return "?";
    }
    var lag =
        TopicEnds.lag(
            settings.getOrDefault("brokers", ""), settings.getOrDefault("topic", ""), row.next());
    return lag.isPresent() ? Long.toString(lag.getAsLong()) : "?";
  }

  /** Of a held event. */
  private record Place(int partition, long offset) {
    static Place of(String word, List<String> arguments) {
      if (arguments.size() != 2) {
        throw new Refusal(word + " takes PARTITION and OFFSET");
      }
      return Refusal.unlessAcceptable(
          () -> new Place(Integer.parseInt(arguments.get(0)), Long.parseLong(arguments.get(1))));
    }
  }
}
