package io.baton.it.kafka.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The manager's topics, by plain services and editors on a real broker. */
@ExtendWith(SharedInstallation.class)
@DisplayName("A2.1 the manager's messages on a real broker")
final class ManagerIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The service named old is asked in RON, see {@link Installation}. */
  private static final String EDIT =
      """
      {'name':'%s','version':'%s','schema_version':'v0.1.0',
       'workflow':{'user.create':['license.create','old.create'],'license.create':['legal.update']},
       'services_function_negation_list':{'user':{'create':['delete']},'license':{'create':['delete','log']},'old':{'create':['delete']}}}
      """;

  private final Installation all;
  private final Told told;

  ManagerIT(Installation all) {
    this.all = all;
    this.told = all.told();
  }

  private static String json(String text) {
    return text.strip().replace('\'', '"');
  }

  private void edit(String name, String version) {
    all.put("tomanageredits", null, json(EDIT.formatted(name, version)));
    all.awaitRows(
        "SELECT 1 FROM baton_definition WHERE workflow = ? AND version_text = ?", name, version);
  }

  private void tell(String uuid, String name, String function, String status, String more) {
    all.put("tomanager", uuid, json(message(uuid, name, function, status, more)));
  }

  private static String message(
      String uuid, String name, String function, String status, String more) {
    String[] of = function.split("\\.", -1);
    return "{'uuid':'%s','name':'%s','service':'%s','function':'%s','status':'%s'%s}"
        .formatted(uuid, name, of[0], of[1], status, more);
  }

  /** What JSON services were asked for a case, so many at least. */
  private List<JsonNode> asked(String topic, String uuid, int count) {
    return told
        .awaitThat(topic, one -> uuid.equals(one.key()) && one.value().startsWith("{"), count)
        .stream()
        .map(one -> tree(one.value()))
        .toList();
  }

  private static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static String name(JsonNode asked) {
    return asked.path("service").textValue() + "." + asked.path("function").textValue();
  }

  private String ron(String uuid) {
    return told.awaitThat("frommanager", one -> uuid.equals(one.key()) && isRon(one), 1)
        .get(0)
        .value();
  }

  private static boolean isRon(ConsumerRecord<String, String> one) {
    return one.value().startsWith("(");
  }

  private List<String> statusOf(String uuid) {
    return all.awaitRows(
        "SELECT status FROM baton_case WHERE case_id = ? AND status NOT IN ('RUNNING', 'COMPENSATING')",
        uuid);
  }

  @Test
  @DisplayName("A2.1.1 tomanager and tomanageredits in; fromanager and frommanager out, both")
  void A2_1_1_topics() {
    edit("a211", "v0.1.0");
    tell("a211-1", "a211", "user.create", "success", "");
    for (String topic : List.of("fromanager", "frommanager")) {
      assertThat(asked(topic, "a211-1", 1)).extracting(ManagerIT::name).contains("license.create");
    }
    ron("a211-1");
    tell("a211-1", "a211", "license.create", "success", "");
    tell("a211-1", "a211", "old.create", "success", "");
    assertThat(asked("fromanager", "a211-1", 2))
        .extracting(ManagerIT::name)
        .containsExactly("license.create", "legal.update");
    tell("a211-1", "a211", "legal.update", "success", "");
    assertThat(statusOf("a211-1")).containsExactly("COMPLETED");
  }

  @Test
  @DisplayName("A2.1.2 the members of the messages; any text is a uuid, and no key is needed")
  void A2_1_2_members() {
    edit("a212", "v0.1.0");
    String uuid = "order 7 of Ada|é";
    String more = ",'version':'v0.1.0','schema_version':'v0.1.0','data':'adarsh'";
    all.put("tomanager", null, json(message(uuid, "a212", "user.create", "success", more)));
    assertThat(asked("fromanager", uuid, 1))
        .containsExactly(
            tree(
                json(
                    """
                    {'uuid':'order 7 of Ada|é','name':'a212','version':'v0.1.0','service':'license',
                     'function':'create','schema_version':'v0.1.0','data':'adarsh'}
                    """)));
  }

  @Test
  @DisplayName("A2.1.3 statuses and notations of both: JSON, and the original's RON")
  void A2_1_3_jsonAndRon() {
    edit("a213", "v0.1.0");
    String ron =
        "(uuid:'a213-ron',name:'a213',version:Some('v0.1.0'),process:(service:'%s',function:'%s'),status:%s,schema:'v0.1.0',data:'adarsh')";
    String named = "ToManager" + ron.replace("process:(", "process:Process(");
    all.put("tomanager", "a213-ron", json(ron.formatted("user", "create", "Success")));
    assertThat(ron("a213-ron"))
        .isEqualTo(
            json(
                "(uuid:'a213-ron',name:'a213',version:'v0.1.0',process:(service:'old',function:'create'),schema:'v0.1.0',data:'adarsh')"));
    all.put("tomanager", "a213-ron", json(named.formatted("license", "create", "InProgress")));
    all.put("tomanager", "a213-ron", json(named.formatted("license", "create", "Failed")));
    tell("a213-json", "a213", "user.create", "success", "");
    tell("a213-json", "a213", "license.create", "inprogress", "");
    tell("a213-json", "a213", "license.create", "failure", "");
    for (String uuid : List.of("a213-ron", "a213-json")) {
      tell(uuid, "a213", "old.create", "failure", "");
      assertThat(asked("fromanager", uuid, 2)).extracting(ManagerIT::name).contains("user.delete");
    }
  }

  @Test
  @DisplayName("A2.1.4 without a version the latest by number is meant, and is the case's for good")
  void A2_1_4_latestVersion() {
    edit("a214", "v0.9.0");
    edit("a214", "v0.10.0");
    tell("a214-1", "a214", "user.create", "success", "");
    asked("fromanager", "a214-1", 1);
    edit("a214", "v0.11.0");
    tell("a214-1", "a214", "license.create", "success", ",'version':null");
    assertThat(asked("fromanager", "a214-1", 2))
        .extracting(one -> one.path("version").textValue())
        .containsExactly("v0.10.0", "v0.10.0");
  }

  @Test
  @DisplayName("A2.1.5 data is relayed to the next step unchanged")
  void A2_1_5_dataIsOpaque() {
    edit("a215", "v0.1.0");
    String data = "{\"a\":[1.10,null,{}],\"ß\":\"new:\"}";
    tell("a215-1", "a215", "user.create", "success", ",'data':" + data);
    String first =
        told.awaitThat("fromanager", r -> r.key().equals("a215-1") && !isRon(r), 1).get(0).value();
    assertThat(first).endsWith("\"data\":" + data + "}");
    tell("a215-1", "a215", "license.create", "success", ",'data':[]");
    assertThat(asked("fromanager", "a215-1", 2).get(1).path("data")).isEqualTo(tree("[]"));
  }

  @Test
  @DisplayName("A2.1.6 A2.2.8 a Success of a root with a new uuid starts; every successor is asked")
  void A2_1_6_aRootOpensTheCase() {
    edit("a216", "v0.1.0");
    tell("a216-1", "a216", "license.create", "success", ""); // Of no root: it waits for its case.
    tell("a216-1", "a216", "user.create", "success", "");
    tell("a216-1", "a216", "user.create", "success", "");
    assertThat(asked("fromanager", "a216-1", 2))
        .extracting(ManagerIT::name)
        .containsExactlyInAnyOrder("license.create", "legal.update");
    tell("a216-1", "a216", "old.create", "success", "");
    tell("a216-1", "a216", "legal.update", "success", "");
    assertThat(statusOf("a216-1")).containsExactly("COMPLETED");
    assertThat(told.all("fromanager", "a216-1")).hasSize(3);
  }

  @Test
  @DisplayName(
      "A2.2.10 A2.2.11 A2.2.12 a failure: what was done is asked back by ordinary messages")
  void A2_2_12_undoIsAFromManager() {
    edit("a2212", "v0.1.0");
    tell("a2212-1", "a2212", "user.create", "success", ",'data':'ada'");
    tell("a2212-1", "a2212", "old.create", "success", "");
    tell("a2212-1", "a2212", "license.create", "success", ",'data':7");
    tell("a2212-1", "a2212", "legal.update", "failure", "");
    assertThat(asked("fromanager", "a2212-1", 4))
        .extracting(ManagerIT::name)
        .containsExactlyInAnyOrder(
            "license.create", "legal.update", "license.delete", "license.log");
    tell("a2212-1", "a2212", "license.delete", "success", "");
    tell("a2212-1", "a2212", "license.log", "success", "");
    tell("a2212-1", "a2212", "old.delete", "success", "");
    JsonNode last = asked("fromanager", "a2212-1", 5).get(4);
    assertThat(name(last)).isEqualTo("user.delete");
    assertThat(last.path("uuid").textValue()).isEqualTo("a2212-1");
    tell("a2212-1", "a2212", "user.delete", "success", "");
    assertThat(statusOf("a2212-1")).containsExactly("COMPENSATED");
  }

  @Test
  @DisplayName("A2.2.13 A2.2.16 the first edit of a version wins; another content is put aside")
  void A2_2_13_edits() {
    edit("a2213", "v0.1.0");
    String other = json(EDIT.formatted("a2213", "v0.1.0").replace("legal", "law"));
    all.put("tomanageredits", "a2213", other);
    Headers why =
        told.awaitThat("tomanager-dead", one -> "a2213".equals(one.key()), 1).get(0).headers();
    assertThat(Told.header(why, "baton_reason")).contains("BATON-1503");
    tell("a2213-1", "a2213", "user.create", "success", "");
    asked("fromanager", "a2213-1", 1);
    tell("a2213-1", "a2213", "license.create", "success", "");
    assertThat(name(asked("fromanager", "a2213-1", 2).get(1))).isEqualTo("legal.update");
  }

  @Test
  @DisplayName("A2.2.15 what cannot be read or is of no workflow is put aside, and says why")
  void A2_2_15_putAside() {
    edit("a2215", "v0.1.0");
    assertThat(reasonOf("{\"uuid\":")).contains("line 1");
    assertThat(
            reasonOf(
                json(
                    message("u", "a2215", "user.create", "success", ",'schema_version':'v2.0.0'"))))
        .contains("v2.0.0 has major version 2");
    tell("a2215-minor", "a2215", "user.create", "success", ",'schema_version':'v1.99.0'");
    assertThat(asked("fromanager", "a2215-minor", 1)).hasSize(1);
  }

  private @Nullable String reasonOf(String value) {
    all.put("tomanager", "a2215", value);
    Headers why =
        told.awaitThat("tomanager-dead", one -> value.equals(one.value()), 1).get(0).headers();
    return Told.header(why, "baton_reason");
  }
}
