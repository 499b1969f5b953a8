package io.baton.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.CaseStatus;
import io.baton.model.Case;
import io.baton.model.Command.FollowParent;
import io.baton.model.Command.SettleRef;
import io.baton.model.Command.SettleUndo;
import io.baton.model.CommandId;
import io.baton.model.Effect;
import io.baton.model.Event;
import io.baton.model.Failure;
import io.baton.model.RemoteRequest;
import io.baton.wire.Json;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Parents, children and grandchildren: what is wanted of one reaches the others. */
class FamiliesTest {
  private static final String PARENT =
      """
      {'schema':'baton-graph/1','name':'parent','version':'1','nodes':{
        'before':{'kind':'task','service':'s','function':'before',
          'undo':[{'service':'s','function':'undo_before'}]},
        'kid':{'kind':'child','after':['before'],'workflow':'kid'},
        'after':{'kind':'task','after':['kid'],'service':'s','function':'after'}}}
      """;

  private static final String KID =
      """
      {'schema':'baton-graph/1','name':'kid','version':'1','nodes':{
        'one':{'kind':'task','service':'k','function':'one',
          'undo':[{'service':'k','function':'undo_one'}]},
        'grandkid':{'kind':'child','after':['one'],'workflow':'grandkid'}}}
      """;

  private static final String GRANDKID =
      """
      {'schema':'baton-graph/1','name':'grandkid','version':'1','nodes':{
        'x':{'kind':'task','service':'g','function':'x'},
        'y':{'kind':'task','after':['x'],'service':'g','function':'y'}}}
      """;

  private static final String RACE =
      """
      {'schema':'baton-graph/1','name':'race','version':'1','nodes':{
        'first':{'kind':'race','nodes':{
          'slow':{'kind':'task','service':'r','function':'slow'},
          'quick':{'kind':'task','service':'r','function':'quick'}}}}}
      """;

  private static final String HASTY =
      """
      {'schema':'baton-graph/1','name':'hasty','version':'1','nodes':{
        'late':{'kind':'task','service':'h','function':'late','timeout':'PT1H',
          'retry':{'attempts':2,'delay':'PT1S','jitter':0}}}}
      """;

  private final ManualBaton baton = start();
  private int messages;

  private static ManualBaton start() {
    Baton.Builder builder = Baton.builder();
    for (String graph : List.of(PARENT, KID, GRANDKID, RACE, HASTY)) {
      builder.deploy(graph.replace('\'', '"'));
    }
    return builder.manual();
  }

  private void run() {
    while (baton.runDue()) {}
  }

  private void begin(String workflow) {
    baton.cases().workflow(workflow).caseId("p").start(null);
    run();
  }

  private void answer(String activity) {
    answer(activity, null);
  }

  private void answer(String activity, @Nullable Failure failure) {
    RemoteRequest last =
        baton.requests().stream()
            .map(Effect.Ask::request)
            .filter(request -> request.activity().value().equals(activity))
            .reduce((a, b) -> b)
            .orElseThrow();
    CommandId id = new CommandId("a" + ++messages);
    if (last.undo()) {
      baton.send(new SettleUndo(last.caseId(), id, last.ref(), last.attempt(), failure));
      run();
      return;
    }
    baton.send(
        new SettleRef(
            last.caseId(),
            id,
            last.ref(),
            last.attempt(),
            failure == null ? Json.payload(activity) : null,
            failure));
    run();
  }

  private List<String> asked() {
    return baton.requests().stream().map(ask -> ask.request().activity().value()).toList();
  }

  private List<String> calledOff() {
    return baton.calledOff().stream().map(off -> off.activity() + "#" + off.attempt()).toList();
  }

  private Case now(String id) {
    return baton.all().stream().filter(c -> c.id().value().equals(id)).findFirst().orElseThrow();
  }

  private long pauses(String id) {
    return baton.journal(now(id).id()).stream()
        .flatMap(turn -> turn.events().stream())
        .filter(Event.ParentFollowed.class::isInstance)
        .count();
  }

  private void threeGenerations() {
    begin("parent");
    answer("s.before");
    answer("k.one");
    assertThat(asked()).containsExactly("s.before", "k.one", "g.x");
  }

  @Test
  @DisplayName("A3.14 a pause reaches children and grandchildren, and so does its end")
  void A3_14_aPauseReachesChildren() {
    threeGenerations();
    baton.cases().get("p").pause();
    run();
    answer("g.x");
    assertThat(asked()).as("nothing new").endsWith("g.x");
    assertThat(now("p.kid").isPaused() && now("p.kid.grandkid").isPaused()).isTrue();
    baton.cases().get("p").resume();
    run();
    assertThat(asked()).endsWith("g.x", "g.y");
    answer("g.y");
    answer("s.after");
    assertThat(now("p").status()).isEqualTo(CaseStatus.COMPLETED);
  }

  @Test
  @DisplayName("A3.14 a child that is paused alone stays so when its parent goes on")
  void A3_14_aChildIsPausedAlone() {
    threeGenerations();
    baton.cases().get("p.kid").pause();
    baton.cases().get("p").pause();
    baton.cases().get("p").resume();
    run();
    answer("g.x");
    assertThat(asked()).as("the grandchild is its child's").endsWith("g.x");
    baton.cases().get("p.kid").resume();
    run();
    assertThat(asked()).endsWith("g.y");
    assertThat(now("p").isPaused()).isFalse();
  }

  @Test
  void aChildOfAPausedParentIsNotResumedAlone() {
    threeGenerations();
    baton.cases().get("p").pause();
    baton.cases().get("p.kid").pause();
    run();
    baton.cases().get("p.kid").resume();
    run();
    assertThat(now("p.kid")).returns(null, Case::pause).returns(true, Case::isPaused);
    baton.cases().get("p").resume();
    run();
    assertThat(now("p.kid.grandkid").isPaused()).isFalse();
    assertThat(pauses("p.kid.grandkid")).isEqualTo(2);
  }

  @Test
  void aPauseThatIsOvertakenByItsEndIsNone() {
    threeGenerations();
    baton.send(new FollowParent(now("p.kid").id(), new CommandId("goes on"), false, 9));
    baton.send(new FollowParent(now("p.kid").id(), new CommandId("pauses"), true, 8));
    run();
    assertThat(now("p.kid").isPaused()).isFalse();
  }

  @Test
  void aPausedFamilyThatIsCancelledIsUndoneAndNobodyStaysPaused() {
    threeGenerations();
    baton.cases().get("p").pause();
    run();
    baton.cases().get("p").cancel("enough");
    run();
    assertThat(calledOff()).containsExactly("g.x#1");
    answer("k.undo_one");
    answer("s.undo_before");
    assertThat(baton.all()).extracting(Case::status).containsOnly(CaseStatus.CANCELLED).hasSize(3);
  }

  @Test
  void aPauseThatComesAfterTheEndOfAChildDoesNotStopItsUndoing() {
    threeGenerations();
    baton.cases().get("p").cancel("enough");
    run();
    baton.send(new FollowParent(now("p.kid").id(), new CommandId("pauses"), true, 2));
    run();
    answer("k.undo_one");
    answer("s.undo_before");
    assertThat(now("p").status()).isEqualTo(CaseStatus.CANCELLED);
  }

  @Test
  @DisplayName("A3.14 a pause with a time-out ends by itself, of the whole family")
  void A3_14_aPauseEndsByItself() {
    threeGenerations();
    baton.cases().get("p").pause(Duration.ofMinutes(10));
    run();
    answer("g.x");
    baton.advance(Duration.ofMinutes(9));
    assertThat(asked()).endsWith("g.x");
    baton.advance(Duration.ofMinutes(2));
    assertThat(asked()).endsWith("g.y");
  }

  @Test
  @DisplayName("A3.14 a pause that fails its case in time has it undone, children first")
  void A3_14_aPauseFailsItsCase() {
    threeGenerations();
    baton.cases().get("p").pauseOrFail(Duration.ofMinutes(10));
    run();
    baton.advance(Duration.ofMinutes(11));
    answer("k.undo_one");
    answer("s.undo_before");
    assertThat(now("p").status()).isEqualTo(CaseStatus.COMPENSATED);
    assertThat(String.valueOf(now("p").failure()))
        .startsWith("PauseTimeout: nobody resumed the paused case until ");
    assertThat(now("p.kid").status()).isEqualTo(CaseStatus.CANCELLED);
  }

  @Test
  void aPauseThatWouldFailItsCaseIsResumedInTime() {
    threeGenerations();
    baton.cases().get("p").pauseOrFail(Duration.ofMinutes(10));
    run();
    baton.cases().get("p").resume();
    run();
    baton.advance(Duration.ofMinutes(20));
    assertThat(now("p").status()).isEqualTo(CaseStatus.RUNNING);
  }

  @Test
  @DisplayName("A3.14 a kill reaches the workers of children, who hear what is called off")
  void A3_14_aKillReachesTheWorkersOfChildren() {
    threeGenerations();
    baton.cases().get("p").cancel("enough");
    run();
    assertThat(calledOff()).containsExactly("g.x#1");
  }

  @Test
  @DisplayName("A3.14 what loses a race is called off")
  void A3_14_whatLosesARaceIsCalledOff() {
    begin("race");
    answer("r.quick");
    assertThat(calledOff()).containsExactly("r.slow#1");
  }

  @Test
  @DisplayName("A3.14 an attempt whose time is over is called off, each")
  void A3_14_whatTakesTooLongIsCalledOff() {
    begin("hasty");
    baton.advance(Duration.ofMinutes(61));
    assertThat(calledOff()).containsExactly("h.late#1");
    baton.advance(Duration.ofMinutes(61));
    assertThat(calledOff()).containsExactly("h.late#1", "h.late#2");
    assertThat(now("p").status()).isEqualTo(CaseStatus.FAILED);
  }
}
