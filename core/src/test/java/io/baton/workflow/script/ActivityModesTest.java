package io.baton.workflow.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.Activity;
import io.baton.api.ActivityMode;
import io.baton.model.ActivityName;
import io.baton.model.Failure;
import io.baton.model.Failure.Category;
import io.baton.workflow.ActivitySpec;
import io.baton.workflow.ActivitySpec.Remote;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an activity's annotation says about where its work is done. */
class ActivityModesTest {
  public interface Modes {
    @Activity(
        mode = ActivityMode.REMOTE,
        destination = "eu.hotel-1",
        timeout = "PT2H",
        undo = "cancelHotel")
    String hotel(String who) throws IOException;

    void cancelHotel(String who);

    @Activity(mode = ActivityMode.EXTERNAL, timeout = "PT30S", undo = "cancelCar")
    void car();

    @Activity
    void cancelCar();

    @Activity(mode = ActivityMode.REMOTE, destination = "x")
    void patient();

    @Activity(mode = ActivityMode.EXTERNAL)
    void plain();
  }

  public interface OnlyElsewhere {
    @Activity(mode = ActivityMode.REMOTE, destination = "x", undo = "back")
    void away();

    void back();
  }

  public interface Kafka {
    @Activity(mode = ActivityMode.REMOTE, destination = "kafka:hotel")
    void ask();
  }

  public interface Rabbit {
    @Activity(mode = ActivityMode.REMOTE, destination = "rabbit:hotel")
    void ask();
  }

  public interface Nowhere {
    @Activity(mode = ActivityMode.REMOTE)
    void ask();
  }

  public interface Odd {
    @Activity(mode = ActivityMode.REMOTE, destination = "hotel.#")
    void ask();
  }

  public interface Here {
    @Activity(destination = "hotel")
    void ask();
  }

  public interface Endless {
    @Activity(mode = ActivityMode.EXTERNAL, timeout = "PT0S")
    void ask();
  }

  public interface Bound {
    @Activity(timeout = "PT1S")
    void ask();
  }

  private static Scripts read(Class<?> type) {
    return Scripts.read(List.of(), List.of(type), unused -> null);
  }

  private static ActivitySpec spec(String method) {
    return read(Modes.class).activity(new ActivityName("Modes." + method)).orElseThrow();
  }

  @Test
  void aRemoteActivityHasADestinationAndATimeout() {
    assertThat(spec("hotel").remote()).isEqualTo(new Remote("eu.hotel-1", Duration.ofHours(2)));
    assertThat(spec("patient").remote()).isEqualTo(new Remote("x", Duration.ofDays(1)));
    assertThat(spec("hotel").longest()).isNull();
  }

  @Test
  void anExternalActivityMayHaveALongestCall() {
    assertThat(spec("car").longest()).isEqualTo(Duration.ofSeconds(30));
    assertThat(spec("plain").longest()).isNull();
    assertThat(spec("car").remote()).isNull();
  }

  @Test
  void anUndoThatSaysNothingIsDoneWhereTheWorkWasDone() {
    assertThat(spec("cancelHotel").mode()).isEqualTo(ActivityMode.REMOTE);
    assertThat(spec("cancelHotel").remote()).isEqualTo(spec("hotel").remote());
    assertThat(spec("cancelCar").mode()).isEqualTo(ActivityMode.XA);
  }

  @Test
  void anInterfaceThatOnlyOthersWorkForNeedsNoBean() {
    assertThat(read(OnlyElsewhere.class).worksHere(OnlyElsewhere.class)).isFalse();
    assertThat(read(Modes.class).worksHere(Modes.class)).isTrue();
  }

  @Test
  void aCallThatIsLongerThanTheHostCanBearIsNamed() {
    assertThat(read(Modes.class).callsLongerThan(Duration.ofSeconds(30))).isEmpty();
    assertThat(read(Modes.class).callsLongerThan(Duration.ofSeconds(29)))
        .singleElement()
        .satisfies(text -> assertThat(text).contains("Modes.car", "PT30S", "PT29S", "REMOTE"));
  }

  @Test
  void aDestinationMayBeATopicOfKafka() {
    assertThat(
            read(Kafka.class).method(new ActivityName("Kafka.ask")).orElseThrow().spec().remote())
        .isEqualTo(new Remote("kafka:hotel", Duration.ofDays(1)));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertRefused(Rabbit.class, "it is 'rabbit:hotel'");
    assertRefused(Nowhere.class, "mode = REMOTE needs a destination");
    assertRefused(Odd.class, "it is 'hotel.#'");
    assertRefused(Here.class, "destination is for mode = REMOTE only");
    assertRefused(Endless.class, "it must be positive");
    assertRefused(Bound.class, "timeout is for the modes EXTERNAL and REMOTE only");
  }

  private static void assertRefused(Class<?> type, String says) {
    assertThatThrownBy(() -> read(type))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(says);
  }

  @Test
  void aWorkerNamesAnErrorOfTheThrowsClauseByItsSimpleName() {
    ActivityMethod hotel = read(Modes.class).method(new ActivityName("Modes.hotel")).orElseThrow();
    assertThat(hotel.thrown(new Failure(Category.BUSINESS, "IOException", "full")))
        .isInstanceOf(IOException.class)
        .hasMessage("full");
  }
}
