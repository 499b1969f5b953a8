package io.baton.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.api.CaseStatus;
import io.baton.api.StartRefusedException;
import io.baton.engine.Handled;
import io.baton.graph.messages.FromManager;
import io.baton.graph.messages.ManagerFormat;
import io.baton.graph.messages.Status;
import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Effect;
import io.baton.model.Event;
import io.baton.model.RefId;
import io.baton.model.TaskAnswer;
import io.baton.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Services that speak the manager's format, and graphs of their functions. */
class ManagerTest {
  private static final String UUID = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";

  /** The seed's user registration, and a second branch beside it. */
  private static final String REGISTRATION =
      """
      {'schema':'baton-graph/1','name':'user_registration','version':'v0.1.0','nodes':{
        'user':{'kind':'task','service':'user','function':'create_user',
          'undo':[{'service':'user','function':'delete_user'}]},
        'license':{'kind':'task','after':['user'],'service':'license','function':'add_license',
          'undo':[{'service':'license','function':'remove_license'},
                  {'service':'license','function':'log_removal'}]},
        'legal':{'kind':'task','after':['user'],'service':'legal','function':'update'},
        'membership':{'kind':'task','after':['license','legal'],'service':'membership',
          'function':'add_membership'}}}
      """;

  private static final String OLDER =
      """
      {'schema':'baton-graph/1','name':'user_registration','version':'v0.0.9','nodes':{
        'user':{'kind':'task','service':'user','function':'create_user'},
        'mail':{'kind':'task','after':['user'],'service':'mail','function':'send'}}}
      """;

  private static final String TWO_ROOTS =
      """
      {'schema':'baton-graph/1','name':'two_roots','version':'1','nodes':{
        'a':{'kind':'task','service':'s','function':'a','timeout':'PT1H',
          'undo':[{'service':'s','function':'undo_a'}]},
        'b':{'kind':'task','service':'s','function':'b','timeout':'PT1H'},
        'c':{'kind':'task','after':['a','b'],'service':'s','function':'c'}}}
      """;

  private static final String TWINS =
      """
      {'schema':'baton-graph/1','name':'twins','version':'1','nodes':{
        'first':{'kind':'task','service':'s','function':'same','data':1},
        'second':{'kind':'task','service':'s','function':'same','data':2},
        'both':{'kind':'task','after':['first','second'],'service':'s','function':'both'}}}
      """;

  private final ManagerFormat format = new ManagerFormat();
  private final ManualBaton baton = start(REGISTRATION, OLDER, TWO_ROOTS, TWINS);
  private int seen;
  private int messages;

  private static ManualBaton start(String... graphs) {
    Baton.Builder builder = Baton.builder();
    for (String graph : graphs) {
      builder.deploy(graph.replace('\'', '"'));
    }
    return builder.manual();
  }

  /** What was asked since this was last called. */
  private List<FromManager> asked() {
    while (baton.runDue()) {}
    List<Effect.Ask> all = baton.requests();
    List<FromManager> fresh =
        all.subList(seen, all.size()).stream()
            .map(ask -> FromManager.of(Json.tree(format.write(ask.request()))))
            .toList();
    seen = all.size();
    return fresh;
  }

  private static List<String> names(List<FromManager> asked) {
    return asked.stream().map(request -> request.service() + "." + request.function()).toList();
  }

  private List<String> askedNames() {
    return names(asked());
  }

  private Handled tell(String text) {
    return tell(text, null);
  }

  private Handled tell(String text, TaskAnswer.Request request) {
    return baton.tell(format.read(text.replace('\'', '"')), request, "m" + ++messages);
  }

  private Handled tell(String name, String function, String status, String rest) {
    String[] of = function.split("\\.", -1);
    return tell(
        "{'uuid':'%s','name':'%s','service':'%s','function':'%s','status':'%s'%s}"
            .formatted(UUID, name, of[0], of[1], status, rest));
  }

  private void registration(String function, String status) {
    tell("user_registration", function, status, ",'version':'v0.1.0','data':'adarsh'");
  }

  private Case now() {
    return baton.all().stream().filter(c -> c.id().value().equals(UUID)).findFirst().orElseThrow();
  }

  private <E extends Event> List<E> events(Class<E> type) {
    return baton.journal(new CaseId(UUID)).stream()
        .flatMap(turn -> turn.events().stream())
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  @Test
  @DisplayName("A2.6 the first message is a Success of the first function; no explicit start")
  void aSuccessOfARootWithAFreshUuidStartsTheCaseAtItsSuccessors() {
    registration("user.create_user", "success");
    List<FromManager> asked = asked();
    assertThat(names(asked)).containsExactly("license.add_license", "legal.update");
    assertThat(asked)
        .allSatisfy(
            request -> {
              assertThat(request.uuid()).isEqualTo(UUID);
              assertThat(request.name()).isEqualTo("user_registration");
              assertThat(request.version()).isEqualTo("v0.1.0");
              assertThat(request.data().asText()).isEqualTo("adarsh");
            });
    assertThat(now().input().json().at("/manager/function").asText()).isEqualTo("create_user");
  }

  @Test
  @DisplayName("A2.7 a map of functions is deployed from Java, and its leaves may be missing")
  void aMapOfFunctionsIsAWorkflow() {
    baton.deployments().deploy("map", "v0.1.0", "{\"s.a\": [\"s.b\", \"s.c\"]}");
    tell("map", "s.a", "success", ",'data':1");
    assertThat(askedNames()).containsExactly("s.b", "s.c");
  }

  @Test
  @DisplayName("A2.8 on Success every successor is asked, with the same data")
  void everySuccessorIsAskedSideBySide() {
    registration("user.create_user", "success");
    asked();
    registration("license.add_license", "success");
    assertThat(askedNames()).isEmpty();
    registration("legal.update", "success");
    assertThat(askedNames()).containsExactly("membership.add_membership");
  }

  @Test
  @DisplayName("A2.9 a node with two predecessors is asked once, after both")
  void aJoinIsAskedOnce() {
    registration("user.create_user", "success");
    registration("legal.update", "success");
    registration("license.add_license", "success");
    registration("license.add_license", "success");
    assertThat(askedNames().stream().filter("membership.add_membership"::equals)).hasSize(1);
    registration("membership.add_membership", "success");
    asked();
    assertThat(now().status()).isEqualTo(CaseStatus.COMPLETED);
    assertThat(events(Event.WishRefused.class)).as("the second answer").hasSize(1);
  }

  @Test
  @DisplayName(
      "A2.10 on failure what was done is rolled back, each after what came of it; the failed node is not")
  void aFailureRollsBackInTheOrderOfTheAntiGraph() {
    registration("user.create_user", "success");
    registration("license.add_license", "success");
    registration("legal.update", "success");
    assertThat(askedNames()).hasSize(3).endsWith("membership.add_membership");
    registration("membership.add_membership", "failure");
    assertThat(askedNames())
        .containsExactlyInAnyOrder("license.remove_license", "license.log_removal");
    assertThat(now().status()).isEqualTo(CaseStatus.COMPENSATING);
    registration("license.log_removal", "success");
    assertThat(askedNames()).as("both are waited for").isEmpty();
    registration("license.remove_license", "success");
    assertThat(askedNames()).containsExactly("user.delete_user");
    registration("user.delete_user", "success");
    asked();
    assertThat(now().status()).isEqualTo(CaseStatus.COMPENSATED);
  }

  @Test
  @DisplayName("A2.11 the rollback functions of one step are called side by side")
  void theRollbackFunctionsOfOneStepAreCalledTogether() {
    registration("user.create_user", "success");
    registration("license.add_license", "success");
    asked();
    registration("legal.update", "failure");
    assertThat(askedNames()).hasSize(2);
  }

  @Test
  @DisplayName("A2.12 a rollback function is asked for by an ordinary FromManager")
  void anUndoLooksLikeAnyOtherRequest() {
    registration("user.create_user", "success");
    asked();
    registration("legal.update", "Failed");
    FromManager undo = asked().get(0);
    assertThat(names(List.of(undo))).containsExactly("user.delete_user");
    assertThat(undo.uuid()).isEqualTo(UUID);
    assertThat(undo.data().asText()).as("what was told of the step").isEqualTo("adarsh");
    // Its answer is like any other, too, and closes the undo.
    tell(undo.answer(Status.SUCCESS, undo.data()).toJson().toString());
    asked();
    assertThat(now().status()).isEqualTo(CaseStatus.COMPENSATED);
    assertThat(baton.all()).as("and opens nothing").hasSize(1);
  }

  @Test
  void theAnswerOfAnUndoIsNeverTakenForAStepForward() {
    String both =
        """
        {'schema':'baton-graph/1','name':'both','version':'1','nodes':{
          'safe':{'kind':'saga','nodes':{
            'x':{'kind':'task','service':'s','function':'do','undo':[{'service':'s','function':'same'}]},
            'y':{'kind':'task','after':['x'],'service':'s','function':'fails'}}},
          'other':{'kind':'task','service':'s','function':'same'},
          'end':{'kind':'task','after':[{'node':'safe','on':'ANY'},'other'],'service':'s','function':'end'}}}
        """;
    ManualBaton engine = start(both);
    engine.cases().workflow("both").caseId(UUID).start(null);
    while (engine.runDue()) {}
    for (String[] said :
        new String[][] {{"do", "success"}, {"fails", "failure"}, {"same", "success"}}) {
      engine.tell(
          format.read(
              "{\"uuid\":\"%s\",\"name\":\"both\",\"service\":\"s\",\"function\":\"%s\",\"status\":\"%s\"}"
                  .formatted(UUID, said[0], said[1])),
          null,
          "m" + said[0]);
      while (engine.runDue()) {}
    }
    Case now = engine.all().get(0);
    assertThat(now.undo(new RefId("safe.x")).orElseThrow().done()).isTrue();
    assertThat(now.ref(new RefId("other")).orElseThrow().pending()).isTrue();
  }

  @Test
  @DisplayName(
      "A2.13 without a version the latest by number is meant; running cases stay on theirs")
  void withoutAVersionTheLatestIsMeant() {
    tell("user_registration", "user.create_user", "success", "");
    assertThat(asked()).extracting(FromManager::version).containsOnly("v0.1.0");
  }

  @Test
  @DisplayName("A2.4 an older version is still followed where it is named")
  void aVersionThatIsNamedIsFollowed() {
    tell("user_registration", "user.create_user", "success", ",'version':'v0.0.9'");
    List<FromManager> asked = asked();
    assertThat(names(asked)).containsExactly("mail.send");
    assertThat(asked.get(0).version()).isEqualTo("v0.0.9");
  }

  @Test
  @DisplayName("A2.15 an unknown workflow or version, and another one than the case's, are refused")
  void whatIsNotKnownIsRefusedWithTheReason() {
    assertThatThrownBy(() -> tell("nothing", "user.create_user", "success", ""))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("'nothing' is not deployed");
    assertThatThrownBy(
            () -> tell("user_registration", "user.create_user", "success", ",'version':'7'"))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("no version 7");
    registration("user.create_user", "success");
    assertThatThrownBy(() -> tell("two_roots", "s.a", "success", ""))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("one of workflow user_registration");
    assertThatThrownBy(
            () -> tell("user_registration", "legal.update", "success", ",'version':'v0.0.9'"))
        .isInstanceOf(StartRefusedException.class);
  }

  @Test
  void onlyASuccessOfARootOpensACase() {
    assertThat(tell("user_registration", "license.add_license", "success", ""))
        .as("it waits for its case")
        .isInstanceOf(Handled.RollBack.class);
    assertThat(tell("user_registration", "user.create_user", "failure", ""))
        .isInstanceOf(Handled.RollBack.class);
    assertThat(tell("user_registration", "user.create_user", "inprogress", ""))
        .isInstanceOf(Handled.RollBack.class);
    assertThat(baton.all()).isEmpty();
  }

  @Test
  @DisplayName(
      "A2.6 of several roots one opens the case, and the others are awaited without being asked")
  void theOtherRootsAreAwaited() {
    tell("two_roots", "s.b", "success", ",'data':'B'");
    assertThat(askedNames()).isEmpty();
    assertThat(now().openRefs()).extracting(ref -> ref.id().value()).containsExactly("a");
    tell("two_roots", "s.a", "success", ",'data':'A'");
    assertThat(askedNames()).containsExactly("s.c");
    tell("two_roots", "s.c", "success", "");
    asked();
    assertThat(now().status()).isEqualTo(CaseStatus.COMPLETED);
  }

  @Test
  @DisplayName(
      "A2.21 a root that nobody tells of in time has failed, and the others are rolled back")
  void aRootThatIsNotToldOfInTimeHasFailed() {
    tell("two_roots", "s.a", "success", ",'data':'A'");
    asked();
    baton.advance(Duration.ofHours(2));
    assertThat(askedNames()).containsExactly("s.undo_a");
  }

  @Test
  void aRootThatFailedRollsBackTheOthers() {
    tell("two_roots", "s.a", "success", ",'data':'A'");
    tell("two_roots", "s.b", "failure", ",'data':'no'");
    List<FromManager> asked = asked();
    assertThat(names(asked)).containsExactly("s.undo_a");
    assertThat(asked.get(0).data().asText()).isEqualTo("A");
  }

  private static final String TWO_ROOTS_WITH_UNDO = // The failure of one comes before the other.
      """
      {'schema':'baton-graph/1','name':'undone_roots','version':'1','nodes':{
        'a':{'kind':'task','service':'s','function':'a','undo':[{'service':'s','function':'undo_a'}]},
        'b':{'kind':'task','service':'s','function':'b','undo':[{'service':'s','function':'undo_b'}]},
        'x':{'kind':'task','service':'s','function':'x'},
        'c':{'kind':'task','after':['a','b','x'],'service':'s','function':'c'}}}
      """;

  private void told(ManualBaton engine, String name, String uuid, String function, String status) {
    engine.tell(
        format.read(
            "{\"uuid\":\"%s\",\"name\":\"%s\",\"service\":\"s\",\"function\":\"%s\",\"status\":\"%s\",\"data\":\"%s\"}"
                .formatted(uuid, name, function, status, function.toUpperCase(Locale.ROOT))),
        null,
        "m" + ++messages);
    while (engine.runDue()) {}
  }

  @Test
  @DisplayName(
      "A2.2.10 a root that is told of late, after another one failed, is undone with what was told")
  void aRootThatIsToldOfAfterTheFailureOfAnotherIsUndone() {
    ManualBaton engine = start(TWO_ROOTS_WITH_UNDO);
    told(engine, "undone_roots", "one", "a", "success");
    told(engine, "undone_roots", "one", "x", "failure");
    assertThat(requests(engine)).containsExactly("s.undo_a#1");
    told(engine, "undone_roots", "one", "b", "success");
    assertThat(requests(engine)).containsExactly("s.undo_a#1", "s.undo_b#1");
    assertThat(engine.requests().get(1).request().args()).hasToString("[\"B\"]");
    told(engine, "undone_roots", "one", "undo_a", "success");
    assertThat(engine.all().get(0).status()).isEqualTo(CaseStatus.COMPENSATING);
    told(engine, "undone_roots", "one", "undo_b", "success");
    assertThat(engine.all().get(0).status()).isEqualTo(CaseStatus.COMPENSATED);
    assertThat(engine.incidents()).isEmpty();
  }

  @Test
  void aRootThatIsToldOfAfterTheEndIsAnIncident() {
    ManualBaton engine = start(TWO_ROOTS_WITH_UNDO);
    told(engine, "undone_roots", "one", "a", "success");
    told(engine, "undone_roots", "one", "x", "failure");
    told(engine, "undone_roots", "one", "undo_a", "success");
    told(engine, "undone_roots", "one", "b", "success");
    assertThat(requests(engine)).containsExactly("s.undo_a#1");
    assertThat(engine.incidents())
        .extracting(incident -> incident.code())
        .containsExactly("BATON-1309");
  }

  private static ManualBaton narrow(String whenFull) {
    return start(
        """
        {'schema':'baton-graph/1','name':'narrow','version':'1',
          'concurrency':{'limit':1,'whenFull':'%s'},'nodes':{
          'a':{'kind':'task','service':'s','function':'a',
            'undo':[{'service':'s','function':'undo_a'}]},
          'o':{'kind':'task','service':'s','function':'o'},
          'b':{'kind':'task','after':['a','o'],'service':'s','function':'b'}}}
        """
            .formatted(whenFull));
  }

  private static Case of(ManualBaton engine, String id) {
    return engine.all().stream().filter(c -> c.id().value().equals(id)).findFirst().orElseThrow();
  }

  @Test
  @DisplayName("A3.14 QUEUE: a case that a service opens waits in line, and knows what it was told")
  void aCaseThatIsOpenedTakesAPlaceOrWaitsInLine() {
    ManualBaton engine = narrow("QUEUE");
    told(engine, "narrow", "one", "a", "success");
    told(engine, "narrow", "two", "a", "success");
    told(engine, "narrow", "three", "a", "success");
    told(engine, "narrow", "two", "o", "inprogress");
    told(engine, "narrow", "two", "o", "success");
    assertThat(of(engine, "two"))
        .returns(true, Case::isQueued)
        .returns(2, now -> now.told().size());
    told(engine, "narrow", "one", "o", "success");
    assertThat(requests(engine)).as("of the first").containsExactly("s.b#1");
    told(engine, "narrow", "one", "b", "success");
    assertThat(requests(engine)).as("of the second, too").containsExactly("s.b#1", "s.b#1");
    assertThat(of(engine, "three").isQueued()).isTrue();
    told(engine, "narrow", "two", "b", "success");
    assertThat(of(engine, "two").status()).isEqualTo(CaseStatus.COMPLETED);
    assertThat(of(engine, "three").openRefs())
        .extracting(ref -> ref.id().value())
        .containsExactly("o");
  }

  @Test
  void aCaseThatIsOpenedAndCancelledInLineHasItsFirstStepUndone() {
    ManualBaton engine = narrow("QUEUE");
    told(engine, "narrow", "one", "a", "success");
    told(engine, "narrow", "two", "a", "success");
    engine.cases().get("two").cancel("not any more");
    while (engine.runDue()) {}
    assertThat(requests(engine)).containsExactly("s.undo_a#1");
    assertThat(engine.requests().get(0).request().args()).hasToString("[\"A\"]");
    told(engine, "narrow", "two", "undo_a", "success");
    assertThat(of(engine, "two").status()).isEqualTo(CaseStatus.CANCELLED);
  }

  @Test
  void aCaseThatIsOpenedAndTurnedAwayHasItsFirstStepUndone() {
    ManualBaton engine = narrow("FAIL");
    told(engine, "narrow", "one", "a", "success");
    told(engine, "narrow", "two", "a", "success");
    assertThat(requests(engine)).containsExactly("s.undo_a#1");
    told(engine, "narrow", "two", "undo_a", "success");
    assertThat(of(engine, "two").failure().type()).isEqualTo("NoPlace");
  }

  @Test
  void whatIsToldOfACaseThatIsPausedBeforeItBeginsIsNotLost() {
    ManualBaton engine = narrow("QUEUE");
    told(engine, "narrow", "one", "a", "success");
    told(engine, "narrow", "two", "a", "success");
    engine.cases().get("two").pause();
    told(engine, "narrow", "two", "o", "success");
    told(engine, "narrow", "one", "o", "success");
    told(engine, "narrow", "one", "b", "success");
    assertThat(requests(engine)).containsExactly("s.b#1");
    engine.cases().get("two").resume();
    while (engine.runDue()) {}
    assertThat(requests(engine)).containsExactly("s.b#1", "s.b#1");
  }

  @Test
  void aCaseThatWasStartedOtherwiseAsksItsRoots() {
    baton.cases().workflow("two_roots").caseId("by-hand").start("x");
    List<FromManager> asked = asked();
    assertThat(names(asked)).containsExactly("s.a", "s.b");
    assertThat(asked).extracting(FromManager::uuid).containsOnly("by-hand");
    assertThat(asked).extracting(FromManager::data).extracting(JsonNode::asText).containsOnly("x");
  }

  @Test
  void anAnswerWithoutItsRequestGoesToTheOldestOneWithItGoesThere() {
    baton.cases().workflow("twins").caseId(UUID).start(null);
    assertThat(asked()).hasSize(2);
    tell(
        "{'uuid':'%s','name':'twins','service':'s','function':'same','status':'success','data':'two'}"
            .formatted(UUID),
        new TaskAnswer.Request(new RefId("second"), 1, false));
    tell("twins", "s.same", "success", ",'data':'one'");
    asked();
    assertThat(now().ref(new RefId("first")).orElseThrow().value()).hasToString("\"one\"");
    assertThat(now().ref(new RefId("second")).orElseThrow().value()).hasToString("\"two\"");
  }

  @Test
  void theSameMessageTwiceIsOneAnswer() {
    baton.cases().workflow("twins").caseId(UUID).start(null);
    asked();
    TaskAnswer told =
        format.read(
            "{\"uuid\":\"%s\",\"name\":\"twins\",\"service\":\"s\",\"function\":\"same\",\"status\":\"success\"}"
                .formatted(UUID));
    baton.tell(told, null, "ID:1");
    baton.tell(told, null, "ID:1");
    assertThat(now().openRefs()).hasSize(1);
  }

  private static String poll(String more) {
    return """
        {'schema':'baton-graph/1','name':'poll','version':'1','nodes':{
          'a':{'kind':'task','service':'s','function':'a'},
          'p':{'kind':'task','after':['a'],'service':'s','function':'p','timeout':'PT1H',
            'undo':[{'service':'s','function':'undo_p'}]%s}}}
        """
        .formatted(more);
  }

  private static final String PATIENT =
      ",'maxProgress':2,'retry':{'attempts':2,'delay':'PT10S','jitter':0}";

  private ManualBaton polling(String more) {
    ManualBaton engine = start(poll(more));
    engine.cases().workflow("poll").caseId(UUID).start(null);
    while (engine.runDue()) {}
    say(engine, "a", "success");
    return engine;
  }

  private void say(ManualBaton engine, String function, String status) {
    engine.tell(
        format.read(
            "{\"uuid\":\"%s\",\"name\":\"poll\",\"service\":\"s\",\"function\":\"%s\",\"status\":\"%s\",\"data\":\"full\"}"
                .formatted(UUID, function, status)),
        null,
        "m" + ++messages);
    while (engine.runDue()) {}
  }

  private static List<String> requests(ManualBaton engine) {
    List<String> all = new ArrayList<>();
    for (Effect.Ask ask : engine.requests()) {
      all.add(ask.request().activity() + "#" + ask.request().attempt());
    }
    return all;
  }

  @Test
  @DisplayName("A2.18 too long in progress: sent again with backoff, then terminated")
  void whatIsInProgressForTooLongIsAskedAgainAndThenTerminated() {
    ManualBaton engine = polling(PATIENT);
    Stream.of("inprogress", "InProgress").forEach(status -> say(engine, "p", status));
    assertThat(requests(engine)).containsExactly("s.a#1", "s.p#1");
    say(engine, "p", "inprogress");
    assertThat(requests(engine)).endsWith("s.p#1", "s.p#2");
    assertThat(engine.requests().get(2).delay()).isEqualTo(Duration.ofSeconds(10));
    for (int i = 0; i < 3; i++) {
      say(engine, "p", "inprogress");
    }
    assertThat(engine.all().get(0).status()).isEqualTo(CaseStatus.FAILED);
    assertThat(engine.all().get(0).failure())
        .hasToString(
            "StillUnderWay: s.p[\"full\"] was told to be under way 2 times, and once more");
  }

  @Test
  @DisplayName("A2.21 a sign of life puts the time-out off; no answer in time is a failure")
  void aSignOfLifePutsTheTimeOutOff() {
    ManualBaton engine = polling(",'retry':{'attempts':1}");
    engine.advance(Duration.ofMinutes(50));
    say(engine, "p", "inprogress");
    engine.advance(Duration.ofMinutes(50));
    assertThat(engine.all().get(0).status()).isEqualTo(CaseStatus.RUNNING);
    engine.advance(Duration.ofMinutes(11));
    assertThat(engine.all().get(0).status()).isEqualTo(CaseStatus.FAILED);
    assertThat(engine.all().get(0).failure().category()).hasToString("TIMEOUT");
  }

  @Test
  @DisplayName("A2.21 an undo in progress is waited for anew, and not for ever")
  void anUndoInProgressIsWaitedForAnewAndNotForEver() {
    ManualBaton engine = polling(",'maxProgress':2,'undoWhenUnknown':true");
    engine.cases().get(UUID).cancel("enough");
    while (engine.runDue()) {}
    assertThat(requests(engine)).endsWith("s.undo_p#1");
    for (int i = 0; i < 2; i++) {
      engine.advance(Duration.ofHours(23));
      say(engine, "undo_p", "inprogress");
    }
    engine.advance(Duration.ofHours(23));
    assertThat(requests(engine)).as("its day began anew").endsWith("s.undo_p#1");
    say(engine, "undo_p", "inprogress");
    engine.advance(Duration.ofMinutes(5));
    assertThat(requests(engine)).as("told once too often").endsWith("s.undo_p#2");
    say(engine, "undo_p", "success");
    assertThat(engine.all().get(0).status()).isEqualTo(CaseStatus.CANCELLED);
    say(engine, "undo_p", "success");
    assertThat(engine.journal(new CaseId(UUID)).stream().flatMap(t -> t.events().stream()))
        .as("a double changes nothing")
        .filteredOn(Event.UndoDone.class::isInstance)
        .hasSize(1);
  }

  @Test
  @DisplayName("A2.23 a failure is not sent again, whatever the retry policy says")
  void aFailureIsNotSentAgain() {
    ManualBaton engine = polling(PATIENT);
    say(engine, "p", "failure");
    assertThat(requests(engine)).containsExactly("s.a#1", "s.p#1");
    assertThat(engine.all().get(0).status()).isEqualTo(CaseStatus.FAILED);
  }

  @Test
  @DisplayName("A2.23 unless the node allows it; its last failure is an answer")
  void aFailureIsSentAgainWhereTheNodeAllowsIt() {
    ManualBaton engine = polling(PATIENT + ",'resend':true");
    say(engine, "p", "failure");
    assertThat(requests(engine)).endsWith("s.p#2");
    say(engine, "p", "failure");
    assertThat(requests(engine)).as("nothing to be undone").hasSize(3);
    assertThat(engine.all().get(0).status()).isEqualTo(CaseStatus.FAILED);
  }

  @Test
  void anUndoThatFailedIsTriedAgainAndParksTheCaseInTheEnd() {
    registration("user.create_user", "success");
    registration("legal.update", "failure");
    for (int tries = 1; tries <= 5; tries++) {
      baton.advance(Duration.ofMinutes(10));
      registration("user.delete_user", "failure");
    }
    asked();
    assertThat(now().status()).isEqualTo(CaseStatus.PARKED);
    assertThat(baton.incidents())
        .extracting(incident -> incident.code())
        .containsExactly("BATON-1302");
  }
}
