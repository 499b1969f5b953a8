package io.baton.testkit;

import static io.baton.testkit.CaseAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.Activity;
import io.baton.api.Durable;
import io.baton.api.Start;
import io.baton.api.Workflow;
import io.baton.testkit.Trip.Booking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal from elsewhere, and the code of today. */
class ReplayTest {
  private static final Trip.Request ADA = new Trip.Request("ada");

  @TempDir static Path folder;

  @Workflow(name = "short")
  public static class Before {
    @Durable Booking booking;

    @Start
    public String book(Trip.Request r) {
      return booking.reserveCar(r.who()) + booking.reserveHotel(r.who());
    }
  }

  @Workflow(name = "short")
  public static class SameInOtherWords {
    @Durable Booking booking;

    @Start
    public String book(Trip.Request r) {
      String car = booking.reserveCar(r.who());
      return String.join("", car, booking.reserveHotel(r.who()));
    }
  }

  @Workflow(name = "short")
  public static class HotelFirst {
    @Durable Booking booking;

    @Start
    public String book(Trip.Request r) {
      String hotel = booking.reserveHotel(r.who());
      return booking.reserveCar(r.who()) + hotel;
    }
  }

  @Workflow(name = "short")
  public static class OtherResult {
    @Durable Booking booking;

    @Start
    public String book(Trip.Request r) {
      String car = booking.reserveCar(r.who());
      return booking.reserveHotel(r.who()) + car;
    }
  }

  @Workflow(name = "short")
  public static class Longer {
    @Durable Booking booking;

    @Start
    public String book(Trip.Request r) throws Trip.NoSeats {
      booking.reserveCar(r.who());
      return booking.reserveHotel(r.who()) + booking.reserveFlight(r.who());
    }
  }

  public interface Cars {
    @Activity
    String reserveCar(String who);
  }

  @Workflow(name = "short")
  public static class WithoutHotels {
    @Durable Cars cars;

    @Start
    public String book(Trip.Request r) {
      return cars.reserveCar(r.who());
    }
  }

  private static final Path ENDED = Path.of("ended.jsonl");
  private static final Path UNDER_WAY = Path.of("under-way.jsonl");

  @Nested
  @WorkflowTest(Before.class)
  class TheSameCode {
    @Test
    void fitsItsOwnJournals(Kit kit) {
      export(kit);
      kit.replay(folder.resolve(ENDED)).fits();
      kit.replay(folder.resolve(UNDER_WAY)).fits();
    }

    @Test
    void whatIsNoJournalIsRefused(Kit kit) throws IOException {
      Path other = Files.writeString(folder.resolve("other"), "hello\n");
      assertThatThrownBy(() -> kit.replay(other)).hasMessageStartingWith("line 1: ");
    }
  }

  private static void export(Kit kit) {
    kit.on("reserveCar").returns("C");
    kit.on("reserveHotel").fails(1, new IllegalStateException("busy")).returns("H");
    var trip = kit.start(ADA);
    trip.export(folder.resolve(UNDER_WAY));
    kit.runToEnd();
    assertThat(trip).completedWith("CH");
    trip.export(folder.resolve(ENDED));
  }

  /** Journals of the code before. */
  private abstract static class Later {
    @BeforeEach
    void journals() {
      export(
          new Kit(
              java.util.List.of(Before.class),
              java.util.List.of(),
              java.util.List.of(),
              Course.PLAIN));
    }
  }

  @Nested
  @WorkflowTest(SameInOtherWords.class)
  class OtherWords extends Later {
    @Test
    void fit(Kit kit) {
      kit.replay(folder.resolve(ENDED)).fits();
      assertThat(kit.replay(folder.resolve(UNDER_WAY)).obstacle()).isEmpty();
    }
  }

  @Nested
  @WorkflowTest(HotelFirst.class)
  class AnotherOrder extends Later {
    @Test
    void parksAndSaysWhereTheCodeDoesNotFit(Kit kit) {
      var replayed = kit.replay(folder.resolve(UNDER_WAY));
      replayed.parksWith(
          "at ref 1 the journal has Booking.reserveCar[\"ada\"], the code asks for Booking.reserveHotel[\"ada\"]");
      assertThatThrownBy(replayed::fits)
          .hasMessageStartingWith("journal of short@1 case-1: does not fit after turn 1: ")
          .hasMessageContaining("timeline:");
    }
  }

  @Nested
  @WorkflowTest(OtherResult.class)
  class AnotherResult extends Later {
    @Test
    void isSeenInACaseThatHasEnded(Kit kit) {
      kit.replay(folder.resolve(UNDER_WAY)).fits();
      kit.replay(folder.resolve(ENDED)).parksWith("the result would be \"HC\", it was \"CH\"");
    }
  }

  @Nested
  @WorkflowTest(Longer.class)
  class OneMoreCall extends Later {
    @Test
    void fitsCasesUnderWayAndNotThoseThatHaveEnded(Kit kit) {
      kit.replay(folder.resolve(UNDER_WAY)).fits();
      kit.replay(folder.resolve(ENDED)).parksWith("it would not have yet");
    }
  }

  @Nested
  @WorkflowTest(WithoutHotels.class)
  class AnActivityThatIsGone extends Later {
    @Test
    void isMissedByTheCaseThatAwaitsIt(Kit kit) {
      kit.replay(folder.resolve(UNDER_WAY)).parksWith("there is no activity Booking.");
    }
  }

  @Nested
  @WorkflowTest(Trip.Hasty.class)
  class AnotherApplication extends Later {
    @Test
    void doesNotKnowTheWorkflow(Kit kit) {
      kit.replay(folder.resolve(UNDER_WAY)).parksWith("there is no workflow short@1");
    }
  }
}
