import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Says what a build cost and exits with 1 above the budget.
 *
 * <p>Arguments: the root of the project, when the build began (ISO instant), then {@code
 * group=minutes} for the groups build, unit, server, timers, kill and kafka. Test times are those that surefire
 * and failsafe report; "build" is what remains of the wall clock.
 */
final class Budget {
  private static final Pattern TIME = Pattern.compile("<testsuite [^>]*?\\btime=\"([0-9.,]+)\"");

  private Budget() {}

  public static void main(String[] args) throws IOException {
    Path root = Path.of(args[0]);
    Instant began = Instant.parse(args[1]);
    Map<String, Double> spent = new LinkedHashMap<>();
    for (Path report : reports(root, began)) {
      spent.merge(group(report), seconds(report), Double::sum);
    }
    double tests = spent.values().stream().mapToDouble(Double::doubleValue).sum();
    double wall = Duration.between(began, Instant.now()).toMillis() / 1000.0;
    spent.put("build", Math.max(0, wall - tests));

    boolean within = true;
    System.out.println("Budget of mvn verify          spent      budget");
    for (String argument : List.of(args).subList(2, args.length)) {
      String group = argument.substring(0, argument.indexOf('='));
      double minutes = Double.parseDouble(argument.substring(group.length() + 1));
      double used = spent.getOrDefault(group, 0.0) / 60;
      boolean over = used > minutes;
      within &= !over;
      System.out.printf(
          "  %-20s %8.1f min %7.1f min%s%n", group, used, minutes, over ? "  ABOVE" : "");
    }
    System.exit(within ? 0 : 1);
  }

  /** Reports of this build only: an older one may lie there from a build without clean. */
  private static List<Path> reports(Path root, Instant began) throws IOException {
    try (Stream<Path> files = Files.walk(root, 6)) {
      return files
          .filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
          .filter(file -> folder(file).matches("(surefire|failsafe)-reports"))
          .filter(file -> !file.toFile().isHidden())
          .filter(file -> file.toFile().lastModified() >= began.toEpochMilli())
          .toList();
    }
  }

  private static String group(Path report) {
    if (folder(report).startsWith("surefire")) {
      return "unit";
    }
    String name = report.getFileName().toString();
    if (name.contains(".it.time.")) {
      return "timers";
    }
    if (name.contains(".it.kafka.")) {
      return "kafka";
    }
    return name.endsWith("KillIT.xml") ? "kill" : "server";
  }

  private static double seconds(Path report) throws IOException {
    Matcher time = TIME.matcher(Files.readString(report));
    return time.find() ? Double.parseDouble(time.group(1).replace(",", "")) : 0;
  }

  private static String folder(Path report) {
    return report.getParent().getFileName().toString();
  }
}
