package io.baton.examples.trip.workers;

import io.baton.worker.Args;
import io.baton.worker.Refusal;
import io.baton.worker.Task;
import io.baton.worker.kafka.KafkaWorker;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Reserves and cancels by writing rows. Names decide what goes wrong, as in the application's own
 * bean: flights {@code FULL-…} have no seats, hotels {@code BUSY2-…} fail at attempts 1 and 2, cars
 * {@code STUCK-…} cannot be cancelled.
 */
public final class TripWorkers {
  private static final int TRIES_OF_A_BUSY_HOTEL = 3;
  private static final int THREADS = 4;

  private final Reservations reservations;

  private TripWorkers(Reservations reservations) {
    this.reservations = reservations;
  }

  /**
   * @param args where Kafka is, such as 127.0.0.1:9092; the database is in the environment as
   *     TRIP_DB_URL, TRIP_DB_USER and TRIP_DB_PASSWORD
   */
  public static void main(String[] args) throws SQLException {
    Reservations reservations =
        new Reservations(
            System.getenv("TRIP_DB_URL"),
            System.getenv("TRIP_DB_USER"),
            System.getenv("TRIP_DB_PASSWORD"));
    reservations.makeTable();
    KafkaWorker worker = new TripWorkers(reservations).at(args[0]);
    Runtime.getRuntime().addShutdownHook(new Thread(worker::close));
  }

  private KafkaWorker at(String bootstrapServers) {
    return KafkaWorker.on(bootstrapServers)
        .topic("trip-cars")
        .topic("trip-hotels")
        .topic("trip-flights")
        .group("trip-workers")
        .name("one")
        .threads(THREADS)
        .handle("KafkaBooking.reserveCar", (args, task) -> reserve("reserveCar", args, task))
        .handle("KafkaBooking.cancelCar", this::cancelCar)
        .handle("KafkaBooking.reserveHotel", this::reserveHotel)
        .handle("KafkaBooking.cancelHotel", (args, task) -> undo("reserveHotel", task))
        .handle("KafkaBooking.reserveFlight", this::reserveFlight)
        .handle("KafkaBooking.cancelFlight", (args, task) -> undo("reserveFlight", task))
        .start();
  }

  private @Nullable Object cancelCar(Args args, Task task) throws SQLException {
    if (what(args).startsWith("STUCK-")) {
      throw new IllegalStateException("the car rental does not answer");
    }
    return undo("reserveCar", task);
  }

  private Object reserveHotel(Args args, Task task) throws SQLException {
    if (what(args).startsWith("BUSY2-") && task.attempt() < TRIES_OF_A_BUSY_HOTEL) {
      throw new IllegalStateException("hotel " + what(args) + " is busy");
    }
    return reserve("reserveHotel", args, task);
  }

  private Object reserveFlight(Args args, Task task) throws SQLException, Refusal {
    if (what(args).startsWith("FULL-")) {
      throw new Refusal("NoSeats", "no seats on flight " + what(args));
    }
    return reserve("reserveFlight", args, task);
  }

  private static String what(Args args) {
    return args.json(1).asText();
  }

  private String reserve(String method, Args args, Task task) throws SQLException {
    reservations.once(task.idempotencyKey(), task.caseId(), "Booking." + method, "DO");
    return what(args) + "/" + task.caseId();
  }

  private @Nullable Object undo(String method, Task task) throws SQLException {
    reservations.once(task.idempotencyKey(), task.caseId(), "Booking." + method, "UNDO");
    return null;
  }
}
