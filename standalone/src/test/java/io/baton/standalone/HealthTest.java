package io.baton.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.Activity;
import io.baton.api.ActivityMode;
import io.baton.api.CaseStatus;
import io.baton.api.Durable;
import io.baton.api.Flow;
import io.baton.api.Retry;
import io.baton.api.Start;
import io.baton.api.StartRefusedException;
import io.baton.api.Waiting;
import io.baton.api.Workflow;
import io.baton.engine.WhenDown;
import io.baton.model.Case;
import io.baton.model.Command.SettleRef;
import io.baton.model.CommandId;
import io.baton.model.Event;
import io.baton.model.RemoteRequest;
import io.baton.port.Services.Health;
import io.baton.port.Services.State;
import io.baton.wire.HealthCodec;
import io.baton.wire.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Requests to services that are down. */
@DisplayName("A2.22 no work is sent to a service that is known to be down")
class HealthTest {
  public interface Hotel {
    @Activity(
        mode = ActivityMode.REMOTE,
        destination = "hotels",
        timeout = "PT1H",
        undo = "cancel",
        retry = @Retry(maxAttempts = 2, delay = "PT1S", jitter = 0))
    String reserve(String what);

    void cancel(String what);
  }

  @Workflow(name = "stay")
  public static class Stay {
    @Durable Hotel hotel;

    @Start
    public String run(String what) {
      return hotel.reserve(what) + hotel.reserve("suite");
    }
  }

  /** Asks two ways at once; the one that needs nobody is quicker. */
  @Workflow(name = "hurry")
  public static class Hurry {
    @Durable Hotel hotel;
    Flow flow;

    @Start
    public String run(String what) {
      return flow.race(
          () -> hotel.reserve(what),
          () -> {
            flow.sleep(Duration.ofMinutes(1));
            return "tent";
          });
    }
  }

  /** Fails while its request is under way beside it. */
  @Workflow(name = "vain")
  public static class Vain {
    @Durable Hotel hotel;
    Flow flow;

    @Start
    public String run(String what) {
      try {
        return flow.saga(
            () -> {
              flow.later(() -> hotel.reserve(what));
              flow.sleep(Duration.ofMinutes(1));
              throw new IllegalStateException("no travel today");
            });
      } catch (IllegalStateException e) {
        return "none";
      }
    }
  }

  private static final String GRAPH =
      """
      {'schema':'baton-graph/1','name':'guests','version':'1','nodes':{
        'wait':{'kind':'signal','signal':'go'},
        'all':{'kind':'all','after':['wait'],'nodes':{
          'mail':{'kind':'task','service':'mail','function':'send'}}}}}
      """;

  private final ManualBaton baton = start(WhenDown.START);

  private static ManualBaton start(WhenDown whenDown) {
    Baton.Builder builder =
        Baton.builder()
            .workflow(Stay.class)
            .workflow(Hurry.class)
            .workflow(Vain.class)
            .remote(Hotel.class);
    builder.whenDown = whenDown;
    builder.deploy(GRAPH.replace('\'', '"'));
    return builder.manual();
  }

  private static void tell(ManualBaton engine, String text) {
    engine.tell(HealthCodec.read(text.replace('\'', '"')));
    run(engine);
  }

  private void tell(String text) {
    tell(baton, text);
  }

  private static void run(ManualBaton engine) {
    while (engine.runDue()) {}
  }

  private void stay() {
    baton.cases().workflow("stay").caseId("s").start("savoy");
    run(baton);
  }

  private List<String> asked() {
    run(baton);
    return baton.requests().stream()
        .map(ask -> ask.request().activity() + "#" + ask.request().attempt())
        .toList();
  }

  private void answer() {
    RemoteRequest last = baton.requests().get(baton.requests().size() - 1).request();
    CommandId id = new CommandId("a" + baton.requests().size());
    baton.send(
        new SettleRef(last.caseId(), id, last.ref(), last.attempt(), Json.payload("r"), null));
    run(baton);
  }

  private Case now() {
    return baton.all().get(0);
  }

  @Test
  void aRequestIsHeldWhileItsServiceIsDownAndItsTimeBeginsWhenItIsSent() {
    tell("{'service':'Hotel','state':'down'}");
    stay();
    Waiting.Held held = new Waiting.Held("Hotel", baton.clock().instant());
    baton.advance(Duration.ofHours(5));
    assertThat(asked()).isEmpty();
    assertThat(baton.cases().get("s").waiting())
        .singleElement()
        .returns(held, Waiting::held)
        .returns(null, Waiting::due);
    assertThat(baton.services()).containsExactly(new Health("Hotel", State.DOWN, false, null, 1));
    tell("{'service':'Hotel','state':'up'}");
    assertThat(asked()).containsExactly("Hotel.reserve#1");
    assertThat(baton.requests().get(0).request().deadline())
        .isEqualTo(baton.clock().instant().plus(Duration.ofHours(1)));
    assertThat(baton.cases().get("s").waiting()).singleElement().returns(null, Waiting::held);
    baton.advance(Duration.ofMinutes(59));
    assertThat(asked()).as("no attempt was burnt").hasSize(1);
    baton.advance(Duration.ofMinutes(2));
    assertThat(asked()).as("its time was up").endsWith("Hotel.reserve#2");
    assertThat(baton.journal(now().id()).stream().flatMap(turn -> turn.events().stream()))
        .filteredOn(Event.RequestReleased.class::isInstance)
        .hasSize(1);
  }

  @Test
  void aServiceIsUpAsLongAsItIsHeard() {
    tell("{'service':'Hotel','ttl':'PT30S'}");
    stay();
    assertThat(asked()).hasSize(1);
    baton.advance(Duration.ofSeconds(31));
    answer();
    assertThat(asked()).as("the second request").hasSize(1);
    tell("{'service':'Hotel','ttl':'PT30S'}");
    assertThat(asked()).hasSize(2);
    answer();
    assertThat(now().status()).isEqualTo(CaseStatus.COMPLETED);
  }

  @Test
  void anOperatorShutsAServiceWhateverItTells() {
    tell(HealthCodec.operator("Hotel", false));
    tell("{'service':'Hotel','ttl':'PT30S'}");
    stay();
    assertThat(asked()).isEmpty();
    assertThat(baton.services().get(0).shut()).isTrue();
    tell(HealthCodec.operator("Hotel", true));
    assertThat(asked()).hasSize(1);
  }

  @Test
  void anUndoIsHeldAsWell() {
    stay();
    answer();
    tell("{'service':'Hotel','state':'down'}");
    baton.cases().get("s").cancel("enough");
    run(baton);
    baton.advance(Duration.ofDays(3));
    assertThat(asked()).hasSize(2);
    assertThat(now().status()).isEqualTo(CaseStatus.COMPENSATING);
    assertThat(baton.cases().get("s").waiting())
        .singleElement()
        .returns(Waiting.Kind.UNDO, Waiting::kind)
        .satisfies(undo -> assertThat(undo.held().service()).isEqualTo("Hotel"));
    tell("{'service':'Hotel','state':'up'}");
    assertThat(asked()).endsWith("Hotel.cancel#1");
    baton.advance(Duration.ofHours(2));
    assertThat(asked()).as("its time runs from there").contains("Hotel.cancel#2");
  }

  @Test
  void whatIsHeldForACaseThatNoLongerWaitsIsDropped() {
    tell("{'service':'Hotel','state':'down'}");
    stay();
    baton.cases().get("s").cancel("enough");
    run(baton);
    assertThat(now()).returns(CaseStatus.CANCELLED, Case::status).returns(List.of(), Case::undos);
    assertThat(baton.services()).as("nothing is held").extracting(Health::held).containsOnly(0L);
    tell("{'service':'Hotel','state':'up'}");
    baton.runUntilIdle();
    assertThat(baton.requests()).as("neither asked nor taken back").isEmpty();
    assertThat(baton.calledOff()).isEmpty();
  }

  @Test
  void whatHadLeftBeforeItWasHeldIsTakenBack() {
    stay();
    assertThat(asked()).hasSize(1);
    tell("{'service':'Hotel','state':'down'}");
    baton.advance(Duration.ofMinutes(61));
    assertThat(baton.services()).as("its second try").extracting(Health::held).containsOnly(1L);
    baton.cases().get("s").cancel("enough");
    run(baton);
    assertThat(baton.calledOff()).hasSize(1);
    assertThat(now().status()).isEqualTo(CaseStatus.COMPENSATING);
    tell("{'service':'Hotel','state':'up'}");
    assertThat(asked()).containsExactly("Hotel.reserve#1", "Hotel.cancel#1");
  }

  @Test
  void aRequestThatIsSetFreeAndCancelledBeforeItLeavesIsDropped() {
    tell("{'service':'Hotel','state':'down'}");
    stay();
    baton.cases().get("s").cancel("enough"); // Comes before the request is sent on its way.
    tell("{'service':'Hotel','state':'up'}");
    baton.runUntilIdle();
    assertThat(now().status()).isEqualTo(CaseStatus.CANCELLED);
    assertThat(baton.requests()).isEmpty();
  }

  @Test
  void aLoserOfARaceThatNeverLeftDelaysNobody() {
    tell("{'service':'Hotel','state':'down'}");
    baton.cases().workflow("hurry").caseId("h").start("savoy");
    baton.runUntilIdle();
    assertThat(now()).returns(CaseStatus.COMPLETED, Case::status).returns(List.of(), Case::undos);
    tell("{'service':'Hotel','state':'up'}");
    assertThat(asked()).isEmpty();
  }

  @Test
  void aSagaThatFailsHasNothingToWaitForWhenNothingLeft() {
    tell("{'service':'Hotel','state':'down'}");
    baton.cases().workflow("vain").caseId("v").start("savoy");
    baton.runUntilIdle();
    assertThat(now()).returns(CaseStatus.COMPLETED, Case::status);
    assertThat(now().result()).hasToString("\"none\"");
    tell("{'service':'Hotel','state':'up'}");
    assertThat(asked()).isEmpty();
  }

  @Test
  void whatGoesDownAgainBeforeTheRequestLeavesHoldsItAgain() {
    tell("{'service':'Hotel','state':'down'}");
    stay();
    baton.tell(HealthCodec.read("{\"service\":\"Hotel\",\"state\":\"up\"}"));
    baton.tell(HealthCodec.read("{\"service\":\"Hotel\",\"state\":\"down\"}"));
    assertThat(asked()).isEmpty();
    tell("{'service':'Hotel','state':'up'}");
    assertThat(asked()).containsExactly("Hotel.reserve#1");
  }

  @Test
  void aStartThatNeedsAServiceWhichIsDownIsStartedRefusedOrHeld() {
    tell("{'service':'mail','state':'down'}");
    baton.cases().workflow("guests").caseId("g").start(null);
    run(baton);
    assertThat(now().openRefs()).as("started").hasSize(1);

    ManualBaton refusing = start(WhenDown.REFUSE);
    tell(refusing, "{'service':'mail','state':'down'}");
    assertThatThrownBy(() -> refusing.cases().workflow("guests").start(null))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("BATON-1130")
        .hasMessageContaining("mail");
    assertThat(refusing.all()).isEmpty();
    refusing.cases().workflow("stay").start("savoy");

    ManualBaton holding = start(WhenDown.HOLD);
    tell(holding, "{'service':'mail','state':'down'}");
    holding.cases().workflow("guests").caseId("g").start(null);
    run(holding);
    assertThat(holding.all()).singleElement().returns(false, Case::hasBegun);
    assertThat(holding.cases().get("g").waiting())
        .singleElement()
        .returns(Waiting.Kind.START, Waiting::kind)
        .satisfies(start -> assertThat(start.held().service()).isEqualTo("mail"));
    tell(holding, "{'service':'mail','state':'up'}");
    assertThat(holding.all()).singleElement().returns(true, Case::hasBegun);
  }

  @Test
  void whatIsToldWronglyIsRefusedWithTheReason() {
    refused("{}", "at /service: missing");
    refused("{'service':'a'}", "one of state, ttl, operator");
    refused("{'service':'a','state':'ill'}", "at /state: expected up or down");
    refused("{'service':'a','state':'down','ttl':'PT1S'}", "at /ttl");
    refused("{'service':'a','operator':'down','state':'up'}", "an operator tells neither");
    refused("{'service':'a','ttl':'PT0S'}", "ttl is PT0S");
    refused("{'service':'','ttl':'PT1S'}", "service is empty");
    refused("{'service':'a','colour':1}", "/colour");
  }

  private static void refused(String text, String why) {
    assertThatThrownBy(() -> HealthCodec.read(text.replace('\'', '"'))).hasMessageContaining(why);
  }
}
