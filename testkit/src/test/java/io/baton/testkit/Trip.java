package io.baton.testkit;

import io.baton.api.Activity;
import io.baton.api.ActivityMode;
import io.baton.api.BusinessException;
import io.baton.api.Durable;
import io.baton.api.Flow;
import io.baton.api.Query;
import io.baton.api.Retry;
import io.baton.api.Signal;
import io.baton.api.Start;
import io.baton.api.Workflow;
import java.time.Duration;

/** The workflows of these tests. */
public final class Trip {
  static final Signal<Approval> APPROVAL = Signal.of("approval", Approval.class);

  static final Signal<String> NEWS = Signal.of("news", String.class);

  private Trip() {}

  public record Request(String who) {}

  public record Approval(boolean granted) {}

  public record Itinerary(String car, String hotel, String flight) {}

  public static class NoSeats extends BusinessException {
    private static final long serialVersionUID = 1L;

    public NoSeats(String message) {
      super(message);
    }
  }

  public interface Booking {
    @Activity(undo = "cancelCar")
    String reserveCar(String who);

    void cancelCar(String who);

    @Activity(undo = "cancelHotel", retry = @Retry(maxAttempts = 3, delay = "PT10S", jitter = 0))
    String reserveHotel(String who);

    void cancelHotel(String who, String reservation);

    @Activity
    String reserveFlight(String who) throws NoSeats;
  }

  public interface Desk {
    @Activity(mode = ActivityMode.REMOTE, destination = "desk", timeout = "PT1H", undo = "erase")
    String enter(String who) throws NoSeats;

    @Activity(mode = ActivityMode.REMOTE, destination = "desk")
    void erase(String who);
  }

  /** Car, hotel, thirty days' patience for an approval, flight. */
  @Workflow(name = "trip")
  public static class Booked {
    Flow flow;
    @Durable Booking booking;

    @Start
    public Itinerary book(Request r) throws NoSeats {
      String car = booking.reserveCar(r.who());
      String hotel = booking.reserveHotel(r.who());
      flow.sleep(Duration.ofDays(30));
      if (!flow.await(APPROVAL).granted()) {
        throw new BusinessException("not approved");
      }
      return new Itinerary(car, hotel, booking.reserveFlight(r.who()));
    }
  }

  /** All at once. */
  @Workflow(name = "hasty")
  public static class Hasty {
    Flow flow;
    @Durable Booking booking;

    @Start
    public Itinerary book(Request r) throws NoSeats {
      var all =
          flow.<String, String, String, NoSeats>all(
              () -> booking.reserveCar(r.who()),
              () -> booking.reserveHotel(r.who()),
              () -> booking.reserveFlight(r.who()));
      return new Itinerary(all.first(), all.second(), all.third());
    }
  }

  /** Hears what everybody is told, and tells where it is. */
  @Workflow(name = "listening")
  public static class Listening {
    private String at = "start";
    Flow flow;

    @Start
    public String run(Request r) {
      flow.subscribe(NEWS, "weather");
      at = "waiting";
      return flow.await(NEWS);
    }

    @Query
    public String where() {
      return at;
    }
  }

  /** Whoever comes first. */
  @Workflow(name = "racing")
  public static class Racing {
    Flow flow;
    @Durable Booking booking;

    @Start
    public String book(Request r) {
      return flow.<String, RuntimeException>race(
          () -> booking.reserveCar(r.who()), () -> booking.reserveHotel(r.who()));
    }
  }

  /** Keeps a count where no count can be kept. */
  @Workflow(name = "forgetful")
  public static class Forgetful {
    static int turns;
    @Durable Booking booking;

    @Start
    public String book(Request r) {
      return turns++ == 0 ? booking.reserveCar(r.who()) : booking.reserveHotel(r.who());
    }
  }

  /** A worker elsewhere, then a person. */
  @Workflow(name = "desk")
  public static class AtTheDesk {
    Flow flow;
    @Durable Desk desk;

    @Start
    public String book(Request r) throws NoSeats {
      String number = desk.enter(r.who());
      var signature = flow.ref(String.class);
      flow.output("to-sign", signature.id());
      return number + signature.await();
    }
  }
}
