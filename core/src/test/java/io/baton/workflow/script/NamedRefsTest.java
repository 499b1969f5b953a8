package io.baton.workflow.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.CancelledException;
import io.baton.api.CaseStatus;
import io.baton.api.Flow;
import io.baton.api.OnLoss;
import io.baton.api.OpenRef;
import io.baton.api.RefusedException;
import io.baton.api.Start;
import io.baton.api.Step;
import io.baton.api.Workflow;
import io.baton.model.Event;
import io.baton.model.Naming;
import io.baton.model.Naming.Style;
import io.baton.model.RecordId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Refs that those outside know by names of their own. */
class NamedRefsTest {
  private static final Naming RECORDS = naming(Style.OF_RECORD);
  private static final Naming COUNTED = naming(Style.OF_CASE);

  private static Naming naming(Style style) {
    RecordId first = new RecordId("c", "t", 0, 0);
    List<String> outputs = List.of("ask", "topic");
    return new Naming(style, "thread1", "resume", first, "result", "error", outputs);
  }

  private static Function<Flow, Object> code = flow -> "";

  @Workflow(name = "main")
  public static class Main {
    Flow flow;

    @Start
    public Object run() {
      return code.apply(flow);
    }
  }

  private static Play play(Naming naming, Function<Flow, Object> workflow) {
    code = workflow;
    return new Play(Main.class).known(naming).start(Main.class, null);
  }

  private static String ask(Flow flow) {
    OpenRef<String> ref = flow.ref(String.class);
    flow.outputText("ask", ref.id());
    return ref.await();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("A1.1.12 names are the record's offset and a number that begins anew in each step")
  void A1_1_12_namesOfTheRecord(boolean snapshots) {
    Play play =
        play(
            RECORDS,
            flow ->
                String.join(",", flow.all(List.of("a", "b", "c"), any -> ask(flow)))
                    + ask(flow)
                    + ask(flow));
    play.fromSnapshots = snapshots;
    play.run();
    assertThat(play.outputs)
        .containsExactly("ask thread1 0:1", "ask thread1 0:2", "ask thread1 0:3");
    play.record(4, "0:3", "z").record(6, "0:1", "x").record(9, "0:2", "y").run();
    play.record(12, "9:1", "1").run().record(13, "12:1", "2").run();
    assertThat(play.outputs.subList(3, 5)).containsExactly("ask thread1 9:1", "ask thread1 12:1");
    assertThat(play.result(String.class)).isEqualTo("x,y,z12");
  }

  @Test
  @DisplayName("A1.2.19 names are counted over the case, and the full id has the thread before it")
  void A1_2_19_namesOfTheCase() {
    Play play =
        play(
            COUNTED,
            flow -> {
              OpenRef<String> first = flow.ref(String.class);
              flow.outputText("ask", first.fullId());
              return first.await() + ask(flow) + flow.ref("main", String.class).fullId();
            });
    play.run().record(5, "v1", "a").run().record(6, "v2", "b").run();
    assertThat(play.outputs)
        .containsExactly(
            "ask thread1 thread1|v1", "ask thread1 v2", "result thread1 \"abthread1|main\"");
    assertThat(play.result(String.class)).isEqualTo("abthread1|main");
  }

  @Test
  void aTurnThatNoRecordCausedNamesThemByItsOwnNumber() {
    Play play =
        play(
            RECORDS,
            flow -> {
              flow.sleep(Duration.ofHours(1));
              return ask(flow);
            });
    play.advance(Duration.ofHours(1));
    assertThat(play.outputs).containsExactly("ask thread1 t2:1");
  }

  @Test
  void aNameThatIsTakenIsLeftOutSinceAnotherTopicMayHaveTheSameOffset() {
    Play play = play(RECORDS, flow -> ask(flow) + ask(flow) + ask(flow));
    play.run().record(0, "0:1", "a").run();
    assertThat(play.outputs).containsExactly("ask thread1 0:1", "ask thread1 0:2");
  }

  @Test
  @DisplayName(
      "A1.3.35 a name of the code's own may be opened again, and what comes meanwhile waits")
  void A1_3_35_aNameIsOpenedAgainAndAgain() {
    Play play =
        play(
            RECORDS,
            flow ->
                flow.fold(
                    String.class,
                    "",
                    cart -> {
                      String item = flow.ref("main", String.class).await();
                      return item.equals("pay") ? Step.done(cart) : Step.again(cart + item);
                    }));
    play.run().record(1, "main", "tea ").record(2, "main", "milk ").record(3, "main", "pay").run();
    assertThat(play.result(String.class)).isEqualTo("tea milk ");
  }

  @Test
  void anAnswerThatIsEarlyWaitsForItsRefAlsoWhenItIsAnError() {
    Play play =
        play(
            RECORDS,
            flow -> {
              String go = ask(flow);
              try {
                return flow.ref("later", String.class).await();
              } catch (RefusedException e) {
                return go + e.getMessage() + e.error();
              }
            });
    play.run().recordOfError(1, "later", "dropped, since it may not wait").run();
    assertThat(play.events()).noneMatch(Event.SignalReceived.class::isInstance);
    play.early(2, "later", "full").run().record(3, "0:1", "go ").run();
    assertThat(play.result(String.class)).isEqualTo("go full\"full\"");
  }

  @Test
  void anAnswerThatNobodyEverAwaitsBecomesAnIncident() {
    Play play = play(RECORDS, NamedRefsTest::ask).run();
    play.record(1, "main", "x").advance(Duration.ofHours(2));
    assertThat(play.incidents).singleElement().asString().contains("BATON-1308", "main");
    assertThat(play.status()).isEqualTo(CaseStatus.RUNNING);
  }

  @Test
  @DisplayName("A1.1.7 an answer to a ref that has one, or is cancelled, changes nothing")
  void A1_1_7_consumedAndCancelledRefs() {
    Play play =
        play(
            RECORDS,
            flow -> {
              List<String> seen = new ArrayList<>();
              flow.onLoss(OnLoss.CANCEL_ONLY)
                  .<String, RuntimeException>race(() -> ask(flow), () -> ask(flow));
              seen.add(flow.scope(String.class, () -> ask(flow)));
              return seen + ask(flow);
            });
    play.run().record(1, "0:1", "a").run().record(2, "1:1", "b").run();
    int turns = play.journals.get(Play.ID).size();
    play.record(3, "0:1", "again").record(4, "0:2", "lost").record(5, "1:1", "in a scope").run();
    assertThat(play.journals.get(Play.ID)).hasSize(turns);
    assertThat(play.outputs).hasSize(4);
  }

  @Test
  @DisplayName("A1.1.4 an error is any JSON, and null is one")
  void A1_1_4_anErrorIsAnyJson() {
    Play play =
        play(
            RECORDS,
            flow -> {
              try {
                return ask(flow);
              } catch (RefusedException e) {
                return e.getMessage() + " " + e.error();
              }
            });
    play.run().recordOfError(1, "0:1", List.of(1, 2)).run();
    assertThat(play.result(String.class)).isEqualTo("[1, 2] [1,2]");
  }

  @Test
  void twoOpenRefsOfOneNameAreAnErrorOfTheCode() {
    Play play =
        play(
            RECORDS,
            flow -> {
              flow.ref("main", String.class);
              return flow.ref("main", String.class).await();
            });
    play.run();
    assertThat(play.obstacle()).contains("'main' is open already");
  }

  @Test
  void anotherNameInTheCodeDoesNotFitTheJournal() {
    Play play = play(RECORDS, flow -> flow.ref("main", String.class).await() + ask(flow));
    play.run();
    code = flow -> flow.ref("other", String.class).await() + ask(flow);
    play.record(1, "main", "x").run();
    assertThat(play.obstacle()).contains("answer from outside main", "answer from outside other");
  }

  @Test
  void aCancelledBranchThatOpensAgainFindsTheNameFree() {
    Play play =
        play(
            RECORDS,
            flow -> {
              OpenRef<String> go = flow.ref("go", String.class);
              String first =
                  flow.onLoss(OnLoss.CANCEL_ONLY)
                      .<String, RuntimeException>race(
                          go::await,
                          () -> {
                            try {
                              return flow.ref("main", String.class).await();
                            } catch (CancelledException e) {
                              throw e;
                            }
                          });
              return first + flow.ref("main", String.class).await();
            });
    play.run().record(1, "go", "a").run().record(2, "main", "b").run();
    assertThat(play.result(String.class)).isEqualTo("ab");
  }

  @Test
  @DisplayName("A1.1.13 texts go out as they are, also none at all, and under keys of their own")
  void A1_1_13_rawTexts() {
    Play play =
        play(
            RECORDS,
            flow -> {
              flow.outputText("topic", "a \"b\"");
              flow.outputText("topic", "k", null);
              flow.output("topic", "k", "json");
              flow.outputText("topic", "k", "last");
              return null;
            });
    play.run();
    assertThat(play.outputs)
        .containsExactly(
            "topic thread1 a \"b\"",
            "topic k null",
            "topic k \"json\"",
            "topic k last",
            "result thread1 null");
  }

  @Test
  @DisplayName("A1.1.10 A1.1.11 the end is told by topics: the result, or why there is none")
  void A1_1_10_theEndIsToldByTopics() {
    Play failed =
        play(
            RECORDS,
            flow -> {
              throw new io.baton.api.BusinessException("hotel is not available");
            });
    assertThat(failed.run().outputs).containsExactly("error thread1 \"hotel is not available\"");
    assertThat(play(COUNTED, flow -> List.of(1)).run().outputs)
        .containsExactly("result thread1 [1]");
  }

  @Test
  @DisplayName("A1.1.13 an output to a topic that is not declared parks the case, and names it")
  void A1_1_13_anOutputThatIsNotDeclared() {
    Function<Flow, Object> code =
        flow -> {
          flow.outputText("topic", "fine");
          flow.outputText("elsewhere", "not fine");
          return null;
        };
    Play play = play(RECORDS, code).run();
    assertThat(play.outputs).isEmpty();
    assertThat(play.incidents).singleElement().asString().contains("BATON-1320", "'elsewhere'");
    assertThat(play.obstacle()).contains("[ask, topic]", "'resume'");
  }
}
