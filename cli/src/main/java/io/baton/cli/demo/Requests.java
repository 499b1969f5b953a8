package io.baton.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The start messages of a file, one a line, and as many more of the same mix as are wanted. */
record Requests(List<String> lines) {
  private static final Pattern WORKFLOW =
      Pattern.compile("(\"workflow\"\\s*:\\s*\")trip-booking\"");
  private static final Pattern CASE_ID = Pattern.compile("(\"caseId\"\\s*:\\s*\")trip-");

  Requests {
    lines = List.copyOf(lines);
  }

  static Requests read(Path file) throws IOException {
    return new Requests(Files.readAllLines(file));
  }

  /** All lines again, {@code rounds} times, each time with case ids of their own. */
  Requests again(int rounds) {
    List<String> more = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      for (String line : lines) {
        more.add(CASE_ID.matcher(line).replaceAll("$1more" + round + "-trip-"));
      }
    }
    return new Requests(more);
  }

  /** The same for another workflow of the trip. */
  Requests of(String workflow) {
    return new Requests(
        lines.stream()
            .map(line -> WORKFLOW.matcher(line).replaceAll("$1" + workflow + "\""))
            .toList());
  }
}
