package io.baton.examples.kafka.clients;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Books a trip and prints how it ended. The argument is the thread: {@code full-1} gets no seat.
 */
public final class BookTrip {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private BookTrip() {}

  public static void main(String[] args) {
    String thread = args.length == 0 ? "trip-" + UUID.randomUUID() : args[0];
    List<String> ends = List.of("workflow-result", "workflow-error");
    try (Asker asker = new Asker(Brokers.asSet(), ends)) {
      asker.send("workflow-resume", thread, "new:{\"throwAfterHotel\":false}");
      asker
          .await(end -> thread.equals(end.key()), LIMIT)
          .ifPresentOrElse(
              end -> System.out.printf("%s %s %s%n", end.topic(), end.key(), end.value()),
              () -> System.out.printf("%s has not ended after %s%n", thread, LIMIT));
    }
  }
}
