package io.baton.workflow.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.CaseStatus;
import io.baton.api.Durable;
import io.baton.api.Flow;
import io.baton.api.Start;
import io.baton.api.Step;
import io.baton.api.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Each message that docs/explanation/rules-of-workflow-code.md shows is the one that comes. */
class RulesOfWorkflowCodeTest {
  private static final Path RULES = Path.of("../docs/explanation/rules-of-workflow-code.md");

  private static BiFunction<Flow, Booking, Object> code = (flow, booking) -> "";

  @Workflow(name = "rules")
  public static class Rules {
    Flow flow;
    @Durable Booking booking;

    @Start
    public Object run() {
      return code.apply(flow, booking);
    }
  }

  private static Play play(BiFunction<Flow, Booking, Object> workflow) {
    code = workflow;
    return new Play(List.of(Rules.class), Booking.class).start(Rules.class, null);
  }

  private static Play changed(
      BiFunction<Flow, Booking, Object> before, BiFunction<Flow, Booking, Object> after) {
    Play play = play(before);
    play.deliver(0);
    code = after;
    return play;
  }

  private static void parks(Play play) throws IOException {
    play.run();
    assertThat(play.status()).isEqualTo(CaseStatus.PARKED);
    String message = play.now().obstacle().message();
    assertThat(Files.readString(RULES)).as("the rules quote: %s", message).contains(message);
  }

  @Test
  void codeThatChanged() throws IOException {
    parks(changed((flow, b) -> b.car("Ada"), (flow, b) -> b.hotel("Ada")));
    parks(
        changed(
            (flow, b) -> flow.all(() -> b.car("Ada"), () -> b.hotel("Ada")),
            (flow, b) -> flow.all(() -> b.car("Ada"), () -> "none")));
    Play fork =
        play(
            (flow, b) -> {
              flow.race(() -> b.note("a"), () -> b.note("b"));
              flow.sleep(Duration.ofDays(1));
              return "";
            });
    fork.run();
    code = (flow, b) -> b.car("Ada");
    parks(fork.advance(Duration.ofDays(1)));
    Play newer = play((flow, b) -> flow.version("fees", 2) + b.car("Ada"));
    newer.deliver(0);
    code = (flow, b) -> flow.version("fees", 1) + b.car("Ada");
    parks(newer);
  }

  @Test
  void codeThatIsNotTheSameTwice() throws IOException {
    AtomicInteger clock = new AtomicInteger(7);
    parks(play((flow, b) -> b.note("at " + clock.getAndIncrement())));
  }

  @Test
  void aSuspensionThatIsSwallowed() throws IOException {
    parks(
        play(
            (flow, b) -> {
              try {
                return b.car("Ada");
              } catch (Throwable t) {
                return "no car";
              }
            }));
    parks(
        play(
            (flow, b) -> {
              List<String> list = new ArrayList<>();
              try {
                list.add(b.car("Ada"));
              } finally {
                list.get(0);
              }
              return list;
            }));
  }

  @Test
  void threads() throws IOException {
    parks(play((flow, b) -> CompletableFuture.supplyAsync(() -> b.car("Ada")).join()));
  }

  @Test
  void misuse() throws IOException {
    parks(play((flow, b) -> flow.sideEffect(Object.class, Object::new)));
    parks(
        play(
            (flow, b) -> {
              flow.compensate(() -> b.note(b.note("twice")));
              return "";
            }));
    parks(
        play(
            (flow, b) ->
                flow.all(
                    () -> {
                      throw flow.continueAsNew(null);
                    },
                    () -> b.car("Ada"))));
    parks(play((flow, b) -> flow.fold(Integer.class, 0, n -> Step.again(n + 1))));
  }
}
