package io.baton.cli.ground;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a server has printed since it started. */
final class ServerLog {
  private static final int MOST_LINES = 60;
  private static final Pattern ENTRY =
      Pattern.compile("^\\d\\d:\\d\\d:\\d\\d,\\d+ (?<level>[A-Z]+) ");

  private final List<String> lines;

  private ServerLog(List<String> lines) {
    this.lines = lines;
  }

  /** Reads the log as far as it is written, be it in the middle of a character. */
  static ServerLog read(Path log) {
    try {
      return new ServerLog(
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new GroundFailure("BATON-9008 cannot read %s".formatted(log), e);
    }
  }

  boolean says(String code) {
    return lines.stream().anyMatch(line -> line.contains(code));
  }

  /** The entries of level ERROR and FATAL with all their lines; without any, the last lines. */
  String errors() {
    List<String> errors = new ArrayList<>();
    boolean inError = false;
    for (String line : lines) {
      var entry = ENTRY.matcher(line);
      if (entry.find()) {
        String level = entry.group("level");
        inError = "ERROR".equals(level) || "FATAL".equals(level);
      }
      if (inError && errors.size() < MOST_LINES) {
        errors.add(line);
      }
    }
    List<String> last = lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size());
    return String.join(System.lineSeparator(), errors.isEmpty() ? last : errors);
  }
}
