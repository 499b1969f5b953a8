package io.baton.it.kafka.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The manager's topics, by plain services and editors on a real broker. */
@ExtendWith(SharedInstallation.class)
@DisplayName("A2.1 the manager's messages on a real broker")
final class ManagerIT {
  private final Installation all;
  private final Told told;
  private final Manager manager;

  ManagerIT(Installation all) {
    this.all = all;
    this.told = all.told();
    this.manager = new Manager(all);
  }

  @Test
  @DisplayName("A2.1.1 tomanager and tomanageredits in; fromanager and frommanager out, both")
  void A2_1_1_topics() {
    manager.edit("a211", "v0.1.0");
    manager.tell("a211-1", "a211", "user.create", "success", "");
    for (String topic : List.of("fromanager", "frommanager")) {
      assertThat(manager.asked(topic, "a211-1", 1))
          .extracting(Manager::name)
          .contains("license.create");
    }
    manager.ron("a211-1");
    manager.tell("a211-1", "a211", "license.create", "success", "");
    manager.tell("a211-1", "a211", "old.create", "success", "");
    assertThat(manager.asked("fromanager", "a211-1", 2))
        .extracting(Manager::name)
        .containsExactly("license.create", "legal.update");
    manager.tell("a211-1", "a211", "legal.update", "success", "");
    assertThat(manager.statusOf("a211-1")).containsExactly("COMPLETED");
  }

  @Test
  @DisplayName("A2.1.2 the members of the messages; any text is a uuid, and no key is needed")
  void A2_1_2_members() {
    manager.edit("a212", "v0.1.0");
    String uuid = "order 7 of Ada|é";
    String more = ",'version':'v0.1.0','schema_version':'v0.1.0','data':'adarsh'";
    all.put("tomanager", null, Manager.message(uuid, "a212", "user.create", "success", more));
    assertThat(manager.asked("fromanager", uuid, 1))
        .containsExactly(
            Manager.tree(
                Manager.json(
                    """
                    {'uuid':'order 7 of Ada|é','name':'a212','version':'v0.1.0','service':'license',
                     'function':'create','schema_version':'v0.1.0','data':'adarsh'}
                    """)));
  }

  @Test
  @DisplayName("A2.1.3 statuses and notations of both: JSON, and the original's RON")
  void A2_1_3_jsonAndRon() {
    manager.edit("a213", "v0.1.0");
    String ron =
        "(uuid:'a213-ron',name:'a213',version:Some('v0.1.0'),process:(service:'%s',function:'%s'),status:%s,schema:'v0.1.0',data:'adarsh')";
    String named = "ToManager" + ron.replace("process:(", "process:Process(");
    all.put("tomanager", "a213-ron", Manager.json(ron.formatted("user", "create", "Success")));
    assertThat(manager.ron("a213-ron"))
        .isEqualTo(
            Manager.json(
                "(uuid:'a213-ron',name:'a213',version:'v0.1.0',process:(service:'old',function:'create'),schema:'v0.1.0',data:'adarsh')"));
    all.put(
        "tomanager", "a213-ron", Manager.json(named.formatted("license", "create", "InProgress")));
    all.put("tomanager", "a213-ron", Manager.json(named.formatted("license", "create", "Failed")));
    manager.tell("a213-json", "a213", "user.create", "success", "");
    manager.tell("a213-json", "a213", "license.create", "inprogress", "");
    manager.tell("a213-json", "a213", "license.create", "failure", "");
    for (String uuid : List.of("a213-ron", "a213-json")) {
      manager.tell(uuid, "a213", "old.create", "failure", "");
      assertThat(manager.asked("fromanager", uuid, 2))
          .extracting(Manager::name)
          .contains("user.delete");
    }
  }

  @Test
  @DisplayName("A2.1.4 without a version the latest by number is meant, and is the case's for good")
  void A2_1_4_latestVersion() {
    manager.edit("a214", "v0.9.0");
    manager.edit("a214", "v0.10.0");
    manager.tell("a214-1", "a214", "user.create", "success", "");
    manager.asked("fromanager", "a214-1", 1);
    manager.edit("a214", "v0.11.0");
    manager.tell("a214-1", "a214", "license.create", "success", ",'version':null");
    assertThat(manager.asked("fromanager", "a214-1", 2))
        .extracting(one -> one.path("version").textValue())
        .containsExactly("v0.10.0", "v0.10.0");
  }

  @Test
  @DisplayName("A2.1.5 data is relayed to the next step unchanged")
  void A2_1_5_dataIsOpaque() {
    manager.edit("a215", "v0.1.0");
    String data = "{\"a\":[1.10,null,{}],\"ß\":\"new:\"}";
    manager.tell("a215-1", "a215", "user.create", "success", ",'data':" + data);
    String first =
        told.awaitThat("fromanager", r -> r.key().equals("a215-1") && !Manager.isRon(r), 1)
            .get(0)
            .value();
    assertThat(first).endsWith("\"data\":" + data + "}");
    manager.tell("a215-1", "a215", "license.create", "success", ",'data':[]");
    assertThat(manager.asked("fromanager", "a215-1", 2).get(1).path("data"))
        .isEqualTo(Manager.tree("[]"));
  }

  @Test
  @DisplayName("A2.1.6 A2.2.8 a Success of a root with a new uuid starts; every successor is asked")
  void A2_1_6_aRootOpensTheCase() {
    manager.edit("a216", "v0.1.0");
    manager.tell(
        "a216-1", "a216", "license.create", "success", ""); // Of no root: it waits for its case.
    manager.tell("a216-1", "a216", "user.create", "success", "");
    manager.tell("a216-1", "a216", "user.create", "success", "");
    assertThat(manager.asked("fromanager", "a216-1", 2))
        .extracting(Manager::name)
        .containsExactlyInAnyOrder("license.create", "legal.update");
    manager.tell("a216-1", "a216", "old.create", "success", "");
    manager.tell("a216-1", "a216", "legal.update", "success", "");
    assertThat(manager.statusOf("a216-1")).containsExactly("COMPLETED");
    assertThat(told.all("fromanager", "a216-1")).hasSize(3);
  }

  @Test
  @DisplayName(
      "A2.2.10 A2.2.11 A2.2.12 a failure: what was done is asked back by ordinary messages")
  void A2_2_12_undoIsAFromManager() {
    manager.edit("a2212", "v0.1.0");
    manager.tell("a2212-1", "a2212", "user.create", "success", ",'data':'ada'");
    manager.tell("a2212-1", "a2212", "old.create", "success", "");
    manager.tell("a2212-1", "a2212", "license.create", "success", ",'data':7");
    manager.tell("a2212-1", "a2212", "legal.update", "failure", "");
    assertThat(manager.asked("fromanager", "a2212-1", 4))
        .extracting(Manager::name)
        .containsExactlyInAnyOrder(
            "license.create", "legal.update", "license.delete", "license.log");
    manager.tell("a2212-1", "a2212", "license.delete", "success", "");
    manager.tell("a2212-1", "a2212", "license.log", "success", "");
    manager.tell("a2212-1", "a2212", "old.delete", "success", "");
    JsonNode last = manager.asked("fromanager", "a2212-1", 5).get(4);
    assertThat(Manager.name(last)).isEqualTo("user.delete");
    assertThat(last.path("uuid").textValue()).isEqualTo("a2212-1");
    manager.tell("a2212-1", "a2212", "user.delete", "success", "");
    assertThat(manager.statusOf("a2212-1")).containsExactly("COMPENSATED");
  }

  @Test
  @DisplayName("A2.2.13 A2.2.16 the first edit of a version wins; another content is put aside")
  void A2_2_13_edits() {
    manager.edit("a2213", "v0.1.0");
    String other = Manager.editOf("a2213", "v0.1.0").replace("legal", "law");
    all.put("tomanageredits", "a2213", other);
    Headers why =
        told.awaitThat("tomanager-dead", one -> "a2213".equals(one.key()), 1).get(0).headers();
    assertThat(Told.header(why, "baton_reason")).contains("BATON-1503");
    manager.tell("a2213-1", "a2213", "user.create", "success", "");
    manager.asked("fromanager", "a2213-1", 1);
    manager.tell("a2213-1", "a2213", "license.create", "success", "");
    assertThat(Manager.name(manager.asked("fromanager", "a2213-1", 2).get(1)))
        .isEqualTo("legal.update");
  }

  @Test
  @DisplayName("A2.2.15 what cannot be read or is of no workflow is put aside, and says why")
  void A2_2_15_putAside() {
    manager.edit("a2215", "v0.1.0");
    assertThat(manager.reasonOf("{\"uuid\":")).contains("line 1");
    assertThat(
            manager.reasonOf(
                Manager.message(
                    "u", "a2215", "user.create", "success", ",'schema_version':'v2.0.0'")))
        .contains("v2.0.0 has major version 2");
    manager.tell("a2215-minor", "a2215", "user.create", "success", ",'schema_version':'v1.99.0'");
    assertThat(manager.asked("fromanager", "a2215-minor", 1)).hasSize(1);
  }

  @Test
  @DisplayName(
      "A2.2.15 a workflow or a version that nobody knows: put aside, and told as an incident")
  void A2_2_15_unknown() {
    manager.edit("a2215-known", "v0.1.0");
    String workflow = Manager.message("a2215-w", "a2215-nobodys", "user.create", "success", "");
    assertThat(manager.reasonOf(workflow))
        .contains("BATON-1101", "'a2215-nobodys' is not deployed");
    String version =
        Manager.message("a2215-v", "a2215-known", "user.create", "success", ",'version':'v7.0.0'");
    assertThat(manager.reasonOf(version)).contains("BATON-1102", "'a2215-known' has no version");
    assertThat(
            all.rows(
                "SELECT reason FROM baton_incident WHERE code = 'BATON-1232' AND reason LIKE '%a2215%' ORDER BY 1"))
        .hasSize(2);
    assertThat(all.rows("SELECT 1 FROM baton_case WHERE case_id IN ('a2215-w', 'a2215-v')"))
        .isEmpty();
  }
}
