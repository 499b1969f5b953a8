package io.baton.benchmarks.measure;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** CPU time of process trees, as Linux counts it. */
public final class CpuTime {
  /** USER_HZ, which Linux fixes for all that it tells programs. */
  private static final int MILLIS_PER_TICK = 10;

  private static final int PARENT = 1;
  private static final int FIRST_TIME = 11;
  private static final int LAST_TIME = 14;

  private CpuTime() {}

  /** Whose id a file remembers, in front of what else it says. */
  public static long root(Path pidFile) throws IOException {
    return Long.parseLong(Files.readString(pidFile).split(" ", 2)[0]);
  }

  /** Milliseconds that these processes, their descendants and their dead children have used. */
  public static long millis(List<Long> roots) throws IOException {
    Map<Long, Long> parents = new HashMap<>();
    Map<Long, Long> times = new HashMap<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        long pid = Long.parseLong(process.getFileName().toString());
        String[] stat = stat(process);
        if (stat.length > LAST_TIME) {
          parents.put(pid, Long.parseLong(stat[PARENT]));
          times.put(pid, ticks(stat) * MILLIS_PER_TICK);
        }
      }
    }
    return times.entrySet().stream()
        .filter(process -> descends(process.getKey(), roots, parents))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** The fields behind the program's name, which may itself have spaces; none if it has ended. */
  private static String[] stat(Path process) throws IOException {
    try {
      String line = Files.readString(process.resolve("stat"));
      return line.substring(line.lastIndexOf(')') + 2).split(" ");
    } catch (NoSuchFileException ended) {
      return new String[0];
    } catch (IOException e) {
      if (Files.exists(process)) {
        throw e;
      }
      return new String[0];
    }
  }

  /** User and system time, its own and that of children it has waited for. */
  private static long ticks(String[] stat) {
    long ticks = 0;
    for (int field = FIRST_TIME; field <= LAST_TIME; field++) {
      ticks += Long.parseLong(stat[field]);
    }
    return ticks;
  }

  private static boolean descends(long pid, List<Long> roots, Map<Long, Long> parents) {
    for (long at = pid; at > 1; at = parents.getOrDefault(at, 0L)) {
      if (roots.contains(at)) {
        return true;
      }
    }
    return false;
  }
}
