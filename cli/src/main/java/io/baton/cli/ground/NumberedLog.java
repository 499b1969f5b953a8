package io.baton.cli.ground;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/**
 * A log of its own for each life of a process: {@code kafka.1.log}, {@code kafka.2.log} and so on.
 * Why a process does not go on as it should is often told by the life before.
 */
final class NumberedLog {
  private static final int MOST = 200;

  private final Path folder;
  private final String name;

  NumberedLog(Path folder, String name) {
    this.folder = folder;
    this.name = name;
  }

  /** The file of the next life; when there are very many, the last one is written anew. */
  Path next() {
    return IntStream.range(1, MOST)
        .mapToObj(this::numbered)
        .filter(log -> !Files.exists(log))
        .findFirst()
        .orElse(numbered(MOST));
  }

  /** The file of this life, or the folder before there was one. */
  Path last() {
    return IntStream.rangeClosed(1, MOST)
        .mapToObj(this::numbered)
        .takeWhile(Files::exists)
        .reduce(folder, (before, log) -> log);
  }

  private Path numbered(int number) {
    return folder.resolve("%s.%d.log".formatted(name, number));
  }
}
