package io.baton.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.CaseStatus;
import io.baton.api.DeploymentRefusedException;
import io.baton.api.StartRefusedException;
import io.baton.engine.Handled;
import io.baton.graph.messages.FromManager;
import io.baton.graph.messages.ManagerFormat;
import io.baton.model.Case;
import io.baton.model.Effect;
import io.baton.model.RefId;
import io.baton.model.StreamRecord;
import io.baton.port.Counters;
import io.baton.wire.Json;
import io.baton.wire.UnreadableException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Records of the topics tomanager and tomanageredits, up to what the engine makes of them. */
@DisplayName("A2 the manager's topics")
class ManagerRecordsTest {
  private static final String EDIT =
      """
      {'name':'user_registration','version':'%s','schema_version':'v0.1.0',
       'workflow':{'user.create':['license.create','membership.create'],'license.create':['legal.update']},
       'services_function_negation_list':{'user':{'create':['delete']}}}
      """;
  private static final String TWINS =
      """
      {'schema':'baton-graph/1','name':'twins','version':'1','nodes':{
        'root':{'kind':'task','service':'s','function':'root'},
        'first':{'kind':'task','after':['root'],'service':'s','function':'same','data':1},
        'second':{'kind':'task','after':['root'],'service':'s','function':'same','data':2}}}
      """;

  private final ManualBaton baton = Baton.builder().manual();
  private final Records edits = new Records(baton, "tomanageredits", "manager-edits");
  private final Records told = new Records(baton, "tomanager", "manager");

  private Handled tell(String uuid, String function, String status, String more) {
    return told.tell(message(uuid, function, status, more));
  }

  private static String message(String uuid, String function, String status, String more) {
    String[] of = function.split("\\.", -1);
    return "{'uuid':'%s','name':'user_registration','service':'%s','function':'%s','status':'%s','data':'ada'%s}"
        .formatted(uuid, of[0], of[1], status, more);
  }

  private List<FromManager> asked(String uuid) {
    return baton.requests().stream()
        .map(Effect.Ask::request)
        .filter(request -> request.caseId().value().equals(uuid))
        .map(request -> FromManager.of(Json.tree(new ManagerFormat().write(request))))
        .toList();
  }

  private List<String> names(String uuid) {
    return asked(uuid).stream().map(each -> each.service() + "." + each.function()).toList();
  }

  private Case now(String uuid) {
    return baton.all().stream().filter(c -> c.id().value().equals(uuid)).findFirst().orElseThrow();
  }

  @Test
  @DisplayName("A2.1.1 tomanager and tomanageredits in, requests out: a registration to its end")
  void a2_1_1_topics() {
    edits.tell(EDIT.formatted("v0.1.0"));
    tell("u-1", "user.create", "success", "");
    assertThat(names("u-1")).containsExactlyInAnyOrder("license.create", "membership.create");
    tell("u-1", "license.create", "success", "");
    tell("u-1", "membership.create", "success", "");
    tell("u-1", "legal.update", "success", "");
    assertThat(now("u-1").status()).isEqualTo(CaseStatus.COMPLETED);
  }

  @Test
  @DisplayName(
      "A2.1.2 the messages have the seed's members; any text is a uuid, and keys are not looked at")
  void a2_1_2_members() {
    edits.tell(EDIT.formatted("v0.1.0"));
    tell(
        "order 7 of Ada",
        "user.create",
        "success",
        ",'version':'v0.1.0','schema_version':'v0.1.0'");
    FromManager asked = asked("order 7 of Ada").get(0);
    assertThat(asked.uuid()).isEqualTo("order 7 of Ada");
    assertThat(asked.name()).isEqualTo("user_registration");
    assertThat(asked.version()).isEqualTo("v0.1.0");
    assertThat(asked.schemaVersion()).isEqualTo("v0.1.0");
  }

  @Test
  @DisplayName("A2.1.3 statuses in both spellings, in JSON and in RON, flat and in process")
  void a2_1_3_status_in_both_spellings() {
    edits.tell(EDIT.formatted("v0.1.0"));
    tell("u-1", "user.create", "success", "");
    tell("u-1", "license.create", "inprogress", "");
    tell("u-1", "license.create", "failure", "");
    assertThat(names("u-1")).contains("user.delete");
    String ron =
        "(uuid:'u-2',name:'user_registration',version:Some('v0.1.0'),process:(service:'%s',function:'%s'),status:%s,schema:'v0.1.0',data:'ada')";
    told.tell(ron.formatted("user", "create", "Success"));
    told.tell(ron.formatted("license", "create", "InProgress"));
    told.tell(ron.formatted("license", "create", "Failed"));
    assertThat(names("u-2")).contains("user.delete");
  }

  @Test
  @DisplayName("A2.1.4 without a version the latest by number is meant, and is the case's for good")
  void a2_1_4_latest_version_pinned() {
    edits.tell(EDIT.formatted("v0.9.0"));
    edits.tell(EDIT.formatted("v0.10.0"));
    tell("u-1", "user.create", "success", "");
    edits.tell(EDIT.formatted("v0.11.0"));
    tell("u-1", "license.create", "success", "");
    assertThat(asked("u-1")).hasSize(3).extracting(FromManager::version).containsOnly("v0.10.0");
  }

  @Test
  @DisplayName("A2.1.5 data is relayed to the next step unchanged")
  void a2_1_5_data_unchanged() {
    edits.tell(EDIT.formatted("v0.1.0"));
    told.tell(
        "{'uuid':'u-1','name':'user_registration','service':'user','function':'create','status':'success','data':{'a':[1.10,null,{}]}}");
    assertThat(asked("u-1"))
        .allMatch(each -> each.data().toString().equals("{\"a\":[1.10,null,{}]}"));
  }

  @Test
  @DisplayName("A2.1.6 a Success of the first function opens the case, once however often it comes")
  void a2_1_6_success_of_a_root_opens() {
    edits.tell(EDIT.formatted("v0.1.0"));
    StreamRecord first = told.record(message("u-1", "user.create", "success", ""));
    told.tell(first);
    told.tell(first);
    assertThat(names("u-1")).hasSize(2);
    assertThat(baton.all()).hasSize(1);
  }

  @Test
  @DisplayName("A2.1.6 what does not open a case waits for it")
  void a2_1_6_others_wait() {
    edits.tell(EDIT.formatted("v0.1.0"));
    assertThat(tell("u-1", "license.create", "success", "")).isInstanceOf(Handled.Moved.class);
    assertThat(baton.all()).isEmpty();
    assertThat(told.counted(Counters.RECORDS_KEPT)).isEqualTo(1);
  }

  @Test
  @DisplayName(
      "A2.13 new cases use the latest version, running ones stay; the same edit again is fine")
  void a2_2_13_versions() {
    edits.tell(EDIT.formatted("v0.1.0"));
    tell("u-1", "user.create", "success", "");
    edits.tell(EDIT.formatted("v0.2.0"));
    edits.tell(EDIT.formatted("v0.2.0"));
    tell("u-1", "license.create", "success", ",'version':'v0.1.0'");
    tell("u-2", "user.create", "success", "");
    assertThat(asked("u-1")).extracting(FromManager::version).containsOnly("v0.1.0");
    assertThat(asked("u-2")).extracting(FromManager::version).containsOnly("v0.2.0");
    assertThatThrownBy(() -> edits.tell(EDIT.formatted("v0.2.0").replace("legal", "law")))
        .as("the first one wins")
        .isInstanceOf(DeploymentRefusedException.class)
        .hasMessageContaining("BATON-1503");
  }

  @Test
  @DisplayName(
      "A2.15 what cannot be read, is of an unknown major schema or of no workflow is refused with the reason")
  void a2_2_15_refused_with_the_reason() {
    edits.tell(EDIT.formatted("v0.1.0"));
    assertThatThrownBy(() -> told.tell("{'uuid':"))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("line 1");
    assertThatThrownBy(() -> tell("u-1", "user.create", "success", ",'schema_version':'v2.0.0'"))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("v2.0.0 has major version 2");
    tell("u-1", "user.create", "success", ",'schema_version':'v1.99.0'");
    assertThat(baton.all()).as("an unknown minor one").hasSize(1);
    assertThatThrownBy(
            () -> told.tell(message("u-2", "a.b", "success", "").replace("user_reg", "new_reg")))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("'new_registration' is not deployed");
    assertThatThrownBy(() -> tell("u-2", "user.create", "success", ",'version':'v7.0.0'"))
        .isInstanceOf(StartRefusedException.class);
    assertThatThrownBy(() -> edits.tell("{'name':'a','version':'1','workflow':{'s.a':['s.a']}}"))
        .isInstanceOf(DeploymentRefusedException.class);
  }

  @Test
  void whoTellsOfAWorkflowThatIsStillOnItsWayIsHeardWhenItIsThere() {
    String first = message("u-1", "user.create", "success", "");
    assertThat(told.tellForTheFirstTime(first)).isInstanceOf(Handled.RollBack.class);
    edits.tell(EDIT.formatted("v0.1.0"));
    assertThat(told.tellForTheFirstTime(first)).isInstanceOf(Handled.Moved.class);
  }

  @Test
  void headersOfTheRequestTellWhichOneIsAnswered() {
    baton.deployments().deploy(TWINS.replace('\'', '"'));
    told.tell("{'uuid':'u-1','name':'twins','service':'s','function':'root','status':'success'}");
    told.tell(
        told.record(
            "{'uuid':'u-1','name':'twins','service':'s','function':'same','status':'success'}",
            "[['baton_case','u-1'],['baton_ref','second'],['baton_attempt','1'],['baton_undo','false']]"));
    assertThat(now("u-1").ref(new RefId("second")).orElseThrow().pending()).isFalse();
    assertThat(now("u-1").ref(new RefId("first")).orElseThrow().pending()).isTrue();
  }
}
