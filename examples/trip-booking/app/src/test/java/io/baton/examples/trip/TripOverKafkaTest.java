package io.baton.examples.trip;

import static io.baton.testkit.CaseAssert.assertThat;

import io.baton.testkit.Kit;
import io.baton.testkit.WorkflowTest;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** The trip whose workers are elsewhere, without Kafka. */
@WorkflowTest(TripOverKafka.class)
class TripOverKafkaTest {
  private static final TripRequest ADA =
      new TripRequest("Ada Lovelace", "VW-GOLF", "SAVOY-LONDON", "LH-1811");

  @Test
  void aFullFlightTakesHotelAndCarBack(Kit kit) {
    var trip = kit.start(ADA);
    kit.request("reserveCar").answer("C1");
    kit.request("reserveHotel").answer("H1");
    kit.request("reserveFlight").refuse(new NoSeats("no seats"));
    kit.request("cancelHotel").answer(null);
    kit.request("cancelCar").answer(null);
    assertThat(trip).failedWith("no seats").undid("cancelHotel", "cancelCar").hasNoOpenRefs();
    Assertions.assertThat(kit.outputs("trips", String.class)).containsExactly("car", "hotel");
  }
}
