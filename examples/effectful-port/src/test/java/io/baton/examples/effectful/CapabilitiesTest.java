package io.baton.examples.effectful;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.api.CancelledException;
import io.baton.api.CaseStatus;
import io.baton.api.Later;
import io.baton.api.OnLoss;
import io.baton.api.OpenRef;
import io.baton.api.RefusedException;
import io.baton.api.Signal;
import io.baton.api.Start;
import io.baton.api.TimedOutException;
import io.baton.api.Workflow;
import io.baton.model.Case;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What kafka-workflow's workflows can do, shown on topics; more of it in core's FlowTest. */
class CapabilitiesTest {
  private static Case only(Topics topics) {
    return topics.baton().all().get(0);
  }

  private static String result(Topics topics) {
    assertThat(only(topics).status())
        .as("it stands at %s", only(topics).obstacle())
        .isEqualTo(CaseStatus.COMPLETED);
    return only(topics).result().json().asText();
  }

  @Test
  @DisplayName("A1.1.4 a resume without a value gives null; with an error it throws")
  void A1_1_4_aResumeWithoutAValueAndOneWithAnError() {
    Topics topics =
        Code.start(
            code -> {
              String nothing = code.ask("a");
              try {
                return code.ask("b");
              } catch (RefusedException e) {
                return nothing + " " + e.getMessage();
              }
            });
    topics.resume(topics.next("ask-a").value(), "null");
    topics.reject(topics.next("ask-b").value(), "full");
    assertThat(result(topics)).isEqualTo("null full");
  }

  @Test
  @DisplayName("A1.3.23 loops, branches, try, catch, finally and local variables, over months")
  void A1_3_23_anOrdinaryFunction() {
    Topics topics =
        Code.start(
            code -> {
              StringBuilder story = new StringBuilder();
              int refused = 0;
              for (int month = 1; month <= 3; month++) {
                try {
                  String answer = code.ask("month-" + month);
                  story.append(answer.isEmpty() ? "nothing" : answer).append(' ');
                } catch (RefusedException e) {
                  refused++;
                } finally {
                  code.flow.sleep(Duration.ofDays(30));
                }
              }
              return story + "and " + refused + " refused";
            });
    topics.resume(topics.next("ask-month-1").value(), "\"sun\"").advance(Duration.ofDays(30));
    topics.reject(topics.next("ask-month-2").value(), "no").advance(Duration.ofDays(30));
    topics.resume(topics.next("ask-month-3").value(), "\"\"").advance(Duration.ofDays(30));
    assertThat(result(topics)).isEqualTo("sun nothing and 1 refused");
  }

  @Test
  @DisplayName("A1.3.27 all without cancelling: the others go on, until the whole is cancelled")
  void A1_3_27_allWithoutCancellingPassesACancellationOn() {
    Topics topics =
        Code.start(
            code ->
                code.flow
                    .onLoss(OnLoss.CANCEL_ONLY)
                    .<String, RuntimeException>race(
                        () -> code.ask("winner"),
                        () -> {
                          try {
                            code.flow
                                .onLoss(OnLoss.LEAVE)
                                .all(() -> code.ask("a"), () -> asksAndCleans(code, "b"));
                          } catch (RefusedException e) {
                            code.tell("a said " + e.getMessage());
                          }
                          return code.ask("loser");
                        }));
    topics.reject(topics.next("ask-a").value(), "no");
    assertThat(topics.next("told").value()).isEqualTo("a said no");
    String b = topics.next("ask-b").value();
    topics.resume(topics.next("ask-winner").value(), "\"won\"");
    assertThat(topics.next("told").value()).isEqualTo("b is cancelled");
    assertThat(result(topics)).isEqualTo("won");
    topics.resume(b, "\"too late\"");
    assertThat(topics.rest()).hasSize(1).first().asString().startsWith("ask-loser");
  }

  @Test
  @DisplayName("A1.3.27 any without cancelling: the slower one goes on and does its part")
  void A1_3_27_anyWithoutCancelling() {
    Topics topics =
        Code.start(
            code -> {
              String first =
                  code.flow
                      .onLoss(OnLoss.LEAVE)
                      .<String, RuntimeException>any(
                          () -> code.ask("a"),
                          () -> {
                            String slow = code.ask("b");
                            code.tell("b said " + slow);
                            return slow;
                          });
              return first + code.ask("c");
            });
    topics.resume(topics.next("ask-a").value(), "\"quick\"");
    topics.resume(topics.next("ask-b").value(), "\"slow\"");
    assertThat(topics.next("told").value()).isEqualTo("b said slow");
    topics.resume(topics.next("ask-c").value(), "\"!\"");
    assertThat(result(topics)).isEqualTo("quick!");
  }

  private static String asksAndCleans(Code code, String participant) {
    try {
      return code.ask(participant);
    } catch (CancelledException e) {
      code.tell(participant + " is cancelled");
      throw e;
    }
  }

  @Test
  @DisplayName(
      "A1.3.28 cancel: the innermost await throws, and nothing outside is cancelled by itself")
  void A1_3_28_cancelByHand() {
    Topics topics =
        Code.start(
            code -> {
              Later<String, RuntimeException> later =
                  code.flow.later(() -> asksAndCleans(code, "a"));
              code.ask("go");
              later.cancel();
              try {
                return later.await();
              } catch (CancelledException e) {
                return "cancelled";
              }
            });
    topics.resume(topics.next("ask-go").value(), "\"\"");
    assertThat(topics.next("told").value()).isEqualTo("a is cancelled");
    assertThat(result(topics)).isEqualTo("cancelled");
  }

  @Test
  @DisplayName("A1.3.31 work begun and not awaited goes on beside, and is awaited later")
  void A1_3_31_notAwaitingIsBeginning() {
    Topics topics =
        Code.start(
            code -> {
              Later<String, RuntimeException> hotel = code.flow.later(() -> code.ask("hotel"));
              OpenRef<String> open = code.flow.ref(String.class);
              code.tell(open.id());
              return code.ask("car") + hotel.await() + open.await();
            });
    topics.resume(topics.next("told").value(), "\"!\"");
    topics.resume(topics.next("ask-hotel").value(), "\"hotel\"");
    topics.resume(topics.next("ask-car").value(), "\"car\"");
    assertThat(result(topics)).isEqualTo("carhotel!");
  }

  @Test
  @DisplayName("A1.3.32 any number of participants, each behind topics of its own, asked by a ref")
  void A1_3_32_anyNumberOfParticipants() {
    List<String> who = List.of("car", "hotel", "flight", "tour", "insurance", "visa");
    Topics topics = Code.start(code -> String.join(",", code.flow.all(who, code::ask)));
    for (int i = who.size() - 1; i >= 0; i--) {
      Topics.Sent asked = topics.next("ask-" + who.get(i));
      assertThat(asked.key()).isEqualTo("t");
      topics.resume(asked.value(), "\"" + who.get(i) + " ok\"");
    }
    assertThat(result(topics)).isEqualTo("car ok,hotel ok,flight ok,tour ok,insurance ok,visa ok");
  }

  @Workflow(name = "first")
  public static class First {
    @Start
    public String run(JsonNode input) {
      return "first";
    }
  }

  @Workflow(name = "second")
  public static class Second {
    @Start
    public String run(JsonNode input) {
      return "second";
    }
  }

  @Test
  @DisplayName("A1.3.33 many workflows in one engine, chosen by name, without a dispatcher")
  void A1_3_33_manyWorkflowsInOneEngine() {
    Topics topics = new Topics(First.class, Second.class);
    topics.start("second", "t2", "{}").start("first", "t1", "{}").start("second", "t3", "{}");
    assertThat(topics.baton().all())
        .extracting(one -> one.workflow().name() + " " + one.result())
        .containsExactly("first \"first\"", "second \"second\"", "second \"second\"");
  }

  @Test
  @DisplayName("A1.3.34 nothing needs to be serializable: closures, iterators and streams survive")
  void A1_3_34_localsOfAnyKindSurvive() {
    Topics topics =
        Code.start(
            code -> {
              InputStream stream = new ByteArrayInputStream(new byte[] {1, 2, 3});
              Iterator<String> names = List.of("a", "b", "c").iterator();
              List<Supplier<String>> closures = new ArrayList<>();
              while (names.hasNext()) {
                String name = names.next();
                String answer = code.ask(name);
                int read = read(stream);
                closures.add(() -> name + answer + read);
              }
              return String.join(",", closures.stream().map(Supplier::get).toList());
            });
    for (String name : List.of("a", "b", "c")) {
      topics.resume(topics.next("ask-" + name).value(), "\"!\"");
    }
    assertThat(result(topics)).isEqualTo("a!1,b!2,c!3");
  }

  private static int read(InputStream stream) {
    try {
      return stream.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @DisplayName("A1.3.34 what is kept is JSON, and a value that cannot be is named")
  void A1_3_34_aValueThatCannotBeKeptIsNamed() {
    Topics topics = Code.start(code -> code.flow.sideEffect(Object.class, Object::new));
    assertThat(only(topics).status()).isEqualTo(CaseStatus.PARKED);
    assertThat(only(topics).obstacle().message()).contains("side effect");
  }

  @Test
  @DisplayName("A1.3.35 a named suspension that is armed again and again, with a timer begun anew")
  void A1_3_35_aNamedSuspension() {
    Signal<JsonNode> main = Signal.of("main", JsonNode.class);
    Topics topics =
        Code.start(
            code -> {
              List<String> cart = new ArrayList<>();
              try {
                while (true) {
                  JsonNode message = code.flow.await(main, Duration.ofHours(2));
                  switch (message.get("type").asText()) {
                    case "add" -> cart.add(message.get("item").asText());
                    case "getCart" -> code.tell(cart.toString());
                    default -> {
                      return "checkout " + cart;
                    }
                  }
                }
              } catch (TimedOutException e) {
                code.tell("reminder");
                return "abandoned " + cart;
              }
            });
    topics.signal("t", main, "{\"type\":\"add\",\"item\":\"teapot\"}");
    topics.advance(Duration.ofMinutes(119));
    topics.signal("t", main, "{\"type\":\"add\",\"item\":\"sugar\"}");
    topics.advance(Duration.ofMinutes(119));
    topics.signal("t", main, "{\"type\":\"getCart\"}");
    assertThat(topics.next("told").value()).isEqualTo("[teapot, sugar]");
    topics.advance(Duration.ofMinutes(120));
    assertThat(topics.next("told").value()).isEqualTo("reminder");
    assertThat(result(topics)).isEqualTo("abandoned [teapot, sugar]");
  }
}
