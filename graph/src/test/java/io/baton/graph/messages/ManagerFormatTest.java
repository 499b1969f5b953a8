package io.baton.graph.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.model.ActivityName;
import io.baton.model.CaseId;
import io.baton.model.Failure.Category;
import io.baton.model.Payload;
import io.baton.model.RefId;
import io.baton.model.RemoteRequest;
import io.baton.model.TaskAnswer;
import io.baton.port.TaskFormat;
import io.baton.wire.Json;
import io.baton.wire.UnreadableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The manager's messages, text by text. */
class ManagerFormatTest {
  private static final String UUID = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";
  private static final TaskFormat FORMAT =
      TaskFormat.all().stream().filter(f -> f.name().equals("manager")).findFirst().orElseThrow();

  private static String golden(String name) throws IOException {
    try (InputStream in = ManagerFormatTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  private static JsonNode tree(String text) {
    return Json.tree(text.replace('\'', '"'));
  }

  private static String told(String rest) {
    return "{'uuid':'%s','name':'trip','service':'user','function':'create',%s}"
        .formatted(UUID, rest)
        .replace('\'', '"');
  }

  private static RemoteRequest request(String version, Object... args) {
    return new RemoteRequest(
        new CaseId(UUID),
        new RefId("user"),
        false,
        "user",
        new ActivityName("user.create"),
        List.of(args).stream().map(Json::payload).toList(),
        1,
        Instant.EPOCH,
        "alice",
        "user_registration",
        version);
  }

  @Test
  @DisplayName("A2.2 ToManager has the members of the seed")
  void aToManagerIsReadAndWrittenAsInTheSeed() throws IOException {
    String text = golden("tomanager.golden");
    ToManager read = ToManager.of(Json.tree(text));
    assertThat(read.toJson().toString()).isEqualTo(text);
    assertThat(read.status()).isEqualTo(Status.SUCCESS);
    assertThat(read.version()).isEqualTo("v0.1.0");
  }

  @Test
  @DisplayName("A2.2 FromManager has the members of the seed")
  void aRequestIsAFromManager() throws IOException {
    String text = golden("frommanager.golden");
    assertThat(FORMAT.write(request("v0.1.0", "adarsh"))).isEqualTo(text);
    assertThat(FromManager.of(Json.tree(text)).toJson().toString()).isEqualTo(text);
  }

  @Test
  @DisplayName("A2.2 ToManagerEdits has the members of the seed, and any workflow")
  void anEditIsReadAndWrittenAsInTheSeed() throws IOException {
    String text = golden("tomanageredits.golden");
    assertThat(ToManagerEdits.of(Json.tree(text)).toJson().toString()).isEqualTo(text);
    assertThatThrownBy(() -> ToManagerEdits.of(tree("{'name':'a','version':'1'}")))
        .hasMessage("at /workflow: missing");
  }

  @Test
  @DisplayName("A2.3 the original's names say the same: process, schema, Success")
  void theOriginalsNamesAreAliases() {
    ToManager original =
        ToManager.of(
            tree(
                "{'uuid':'%s','name':'user_registration','version':'v0.1.0','process':{'service':'user','function':'create'},'status':'Success','schema':'v0.1.0','data':'adarsh'}"
                    .formatted(UUID)));
    assertThat(original.others()).isEmpty();
    ToManager seed =
        ToManager.of(
            tree(
                "{'uuid':'%s','name':'user_registration','version':'v0.1.0','service':'user','function':'create','status':'success','schema_version':'v0.1.0','data':'adarsh'}"
                    .formatted(UUID)));
    assertThat(original).isEqualTo(seed);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "success, SUCCESS", "Success, SUCCESS", "inprogress, IN_PROGRESS",
    "InProgress, IN_PROGRESS", "failure, FAILURE", "Failed, FAILURE"
  })
  @DisplayName("A2.3 the words of a status")
  void everyWordOfAStatusIsKnown(String word, Status status) {
    assertThat(ToManager.of(tree(told("'status':'" + word + "'"))).status()).isEqualTo(status);
  }

  @Test
  void whatASuccessAFailureAndASignOfLifeMean() {
    TaskAnswer done = FORMAT.read(told("'status':'success','data':{'id':7}"));
    assertThat(done.caseId()).isEqualTo(new CaseId(UUID));
    assertThat(done.activity()).isEqualTo(new ActivityName("user.create"));
    assertThat(done.value()).isEqualTo(new Payload(tree("{'id':7}")));
    assertThat(done.failure()).isNull();
    TaskAnswer failed = FORMAT.read(told("'status':'failure','data':'full'"));
    assertThat(failed.value()).isNull();
    assertThat(Objects.requireNonNull(failed.failure()))
        .satisfies(
            failure -> {
              assertThat(failure.category()).isEqualTo(Category.BUSINESS);
              assertThat(failure.message()).isEqualTo("full");
            });
    TaskAnswer alive = FORMAT.read(told("'status':'inprogress'"));
    assertThat(alive.value()).isNull();
    assertThat(alive.failure()).isNull();
  }

  @Test
  @DisplayName("A2.4 the version may be missing; versions are compared by number")
  void theVersionIsANumberOrNotThere() {
    assertThat(FORMAT.read(told("'status':'success'")).version()).isNull();
    assertThat(FORMAT.read(told("'status':'success','version':null")).version()).isNull();
    Integer ten = FORMAT.read(told("'status':'success','version':'v0.10.0'")).version();
    Integer nine = FORMAT.read(told("'status':'success','version':'v0.9.0'")).version();
    assertThat(ten).isGreaterThan(nine);
    assertThat(FORMAT.read(told("'status':'success','version':'3'")).version()).isEqualTo(3);
    assertThatThrownBy(() -> FORMAT.read(told("'status':'success','version':'newest'")))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("/version");
  }

  @Test
  @DisplayName("A2.5 data is relayed unchanged, and so is what nobody here knows")
  void whatIsRelayedIsUnchanged() {
    ToManager told =
        ToManager.of(
            tree(
                told(
                    "'status':'success','version':'v0.1.0','data':{'a':[1.10,null]},'trace':'x'")));
    FromManager next = told.next("license", "add", "v0.1.0");
    assertThat(next.toJson().toString())
        .isEqualTo(
            "{'uuid':'%s','name':'trip','version':'v0.1.0','service':'license','function':'add','schema_version':'v0.1.0','data':{'a':[1.10,null]},'trace':'x'}"
                .formatted(UUID)
                .replace('\'', '"'));
  }

  @Test
  void oneArgumentIsTheDataNoneIsNullAndSeveralAreAList() {
    assertThat(FORMAT.write(request("1"))).contains("\"data\":null");
    assertThat(FORMAT.write(request("1", 7))).contains("\"data\":7");
    assertThat(FORMAT.write(request("1", 7, "b"))).contains("\"data\":[7,\"b\"]");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"v0.1.0", "v0.9.17", "1.0", "1", "v1.44"})
  void aMinorSchemaVersionThatIsNotKnownIsRead(String schema) {
    String text = told("'status':'success','newer':1,'schema_version':'" + schema + "'");
    assertThat(ToManager.of(tree(text)).schemaVersion()).isEqualTo(schema);
    assertThat(ToManager.of(tree(text)).others().toString()).isEqualTo("{\"newer\":1}");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"v2.0.0, major version 2", "17, major version 17", "new, no version"})
  void anotherMajorSchemaVersionIsRefusedWithTheReason(String schema, String reason) {
    String text = told("'status':'success','schema_version':'" + schema + "'");
    assertThatThrownBy(() -> FORMAT.read(text))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("/schema_version")
        .hasMessageContaining(reason);
  }

  @Test
  @DisplayName("A2.15 what cannot be read says what is wrong and where")
  void whatCannotBeReadSaysWhere() {
    refused("[]", "the message: expected an object");
    refused("{", "line 1");
    refused("{'uuid':'a','uuid':'b'}", "Duplicate");
    refused("{'name':'trip'}", "at /uuid: missing");
    refused(told("'status':'done'"), "at /status: 'done'");
    refused(told("'data':1"), "at /status: missing");
    refused("{'uuid':'u','name':7}", "at /name: expected text");
    refused("{'uuid':'u','name':'%s'}".formatted("n".repeat(101)), "at /name: has 101");
    refused("{'uuid':'%s'}".formatted("u".repeat(201)), "at /uuid: has 201");
    refused("{'uuid':'u','name':'n','process':[]}", "at /process: expected an object");
    refused("{'uuid':'u','name':'n','process':{'service':'s'}}", "at /process/function: missing");
    refused(
        "{'uuid':'a\\u0007','name':'n','service':'s','function':'f','status':'success'}",
        "control");
  }

  private static void refused(String text, String why) {
    assertThatThrownBy(() -> FORMAT.read(text.replace('\'', '"')))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining(why);
  }

  @Test
  void theInputOfAnOpenedCaseTellsWhoOpenedIt() {
    TaskAnswer told = FORMAT.read(told("'status':'success','data':'adarsh','trace':'x'"));
    Opening opening = Opening.of(told.input()).orElseThrow();
    assertThat(opening.activity()).isEqualTo(new ActivityName("user.create"));
    assertThat(opening.told().data().asText()).isEqualTo("adarsh");
    assertThat(opening.told().others().toString()).isEqualTo("{\"trace\":\"x\"}");
    assertThat(Opening.of(Payload.NULL)).isEmpty();
    assertThat(Opening.of(new Payload(tree("{'manager':'bob'}")))).isEmpty();
    assertThat(Opening.of(new Payload(tree("{'manager':{},'who':'bob'}")))).isEmpty();
  }
}
