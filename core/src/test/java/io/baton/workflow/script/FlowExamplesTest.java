package io.baton.workflow.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.BusinessException;
import io.baton.api.Durable;
import io.baton.api.Flow;
import io.baton.api.Start;
import io.baton.api.Workflow;
import io.baton.model.RefId;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The examples of the documents do what is written beside them. */
class FlowExamplesTest {
  private static Function<FlowExamples, Object> example = examples -> "";

  @Workflow(name = "example")
  public static class Example {
    Flow flow;
    @Durable Booking booking;

    @Start
    public Object run() {
      return example.apply(new FlowExamples(flow, booking));
    }
  }

  private static Play play(Function<FlowExamples, Object> chosen) {
    example = chosen;
    return new Play(List.of(Example.class), Booking.class).start(Example.class, null);
  }

  private static String result(Play play) {
    return String.valueOf(play.result(String.class));
  }

  @Test
  void forks() {
    assertThat(result(play(e -> e.bothAtOnce("Ada")).run())).isEqualTo("car! hotel!");
    Play each = play(e -> e.oneForEach(List.of("Ada", "Bob"))).run();
    assertThat(each.ledger).containsExactly("car[\"Ada\"]", "car[\"Bob\"]");
    Play first = play(e -> e.whicheverIsFirst("Ada")).run();
    assertThat(first.ledger)
        .as("who was asked is told that nobody wants it")
        .containsExactly("car[\"Ada\"]", "cancelTour[\"Ada\", null]");
    assertThat(result(play(e -> e.withoutUndo("Ada")).run())).isEqualTo("car!");
    assertThat(result(play(e -> e.meanwhile("Ada")).run())).isEqualTo("car! hotel!");
  }

  @Test
  void timeAndTheWorldOutside() {
    Play late = play(e -> e.carOrWalk("Ada")).advance(Duration.ofHours(2));
    assertThat(result(late)).isEqualTo("on foot");
    Play approved = play(FlowExamples::approved).run().signal("approval", true).run();
    assertThat(approved.result(Boolean.class)).isEqualTo(true);
    assertThat(play(FlowExamples::approved).advance(Duration.ofDays(2)).result(Boolean.class))
        .isEqualTo(false);
    Play asked = play(FlowExamples::askSomebody).run().answer(new RefId("1"), "yes").run();
    assertThat(result(asked)).isEqualTo("yes");
    Play cancelled = play(e -> e.cleansUp("Ada")).run().cancel().run();
    assertThat(cancelled.ledger).containsExactly("note[\"nobody waits for Ada any more\"]");
  }

  @Test
  void undoing() {
    Play book = play(e -> e.book("Ada"));
    book.answers.put("flight", new BusinessException("full"));
    assertThat(book.run().ledger).endsWith("cancelHotel[\"Ada\"]", "cancelCar[\"Ada\", \"car!\"]");
    Play trip = play(e -> e.tripOrNothing("Ada"));
    trip.answers.put("flight", new BusinessException("full"));
    assertThat(result(trip.run())).isEqualTo("at home");
    assertThat(trip.ledger).hasSize(4);
    Play paid = play(e -> e.paid("Ada"));
    paid.answers.put("flight", new BusinessException("full"));
    assertThat(paid.run().ledger).endsWith("note[\"pay back note!\"]");
  }

  @Test
  void longOnes() {
    assertThat(result(play(e -> e.chapters("Ada")).run())).isEqualTo("car! flight!, flight! car!");
    Play cart = play(FlowExamples::cart).run();
    cart.signal("item", "book").signal("item", "pen").signal("item", "pay").run();
    assertThat(cart.result(Integer.class)).isEqualTo(2);
    Play subscribed = play(FlowExamples::subscription).run();
    subscribed.signal("item", "a").signal("item", "b").signal("item", "stop").run();
    assertThat(subscribed.now().run()).isEqualTo(2);
    assertThat(result(subscribed.signal("item", "x").run())).isEqualTo("stopped");
    assertThat(subscribed.timers).isEmpty();
    assertThat(result(play(e -> e.fees("Ada")).run())).isEqualTo("car! note!");
  }
}
