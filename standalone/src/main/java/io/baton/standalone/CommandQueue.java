package io.baton.standalone;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;

/** The messages that wait, the next one due first; of equal ones the one of the lowest number. */
final class CommandQueue {
  private final InstantSource clock;
  private final PriorityQueue<Place> waiting =
      new PriorityQueue<>(
          Comparator.comparing((Place place) -> place.message().due())
              .thenComparingLong(Place::number));
  private final LongSupplier numbers;
  private boolean closed;

  /**
   * @param numbers gives each message its place among those that are due at the same moment
   */
  CommandQueue(InstantSource clock, LongSupplier numbers) {
    this.clock = clock;
    this.numbers = numbers;
  }

  synchronized void put(List<Message> messages) {
    messages.forEach(message -> waiting.add(new Place(message, numbers.getAsLong())));
    notifyAll();
  }

  /** The next message, whether due or not; empty when none waits. */
  synchronized Optional<Message> poll() {
    return Optional.ofNullable(waiting.poll()).map(Place::message);
  }

  /** When the next message is due; empty when none waits. */
  synchronized Optional<Instant> nextDue() {
    return Optional.ofNullable(waiting.peek()).map(place -> place.message().due());
  }

  /** Waits until a message is due; empty once the queue is closed. */
  synchronized Optional<Message> take() throws InterruptedException {
    while (!closed) {
      Place next = waiting.peek();
      if (next == null) {
        wait();
        continue;
      }
      Instant now = clock.instant();
      if (!next.message().due().isAfter(now)) {
        return poll();
      }
      wait(Duration.between(now, next.message().due()).toMillis() + 1);
    }
    return Optional.empty();
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }

  private record Place(Message message, long number) {}
}
