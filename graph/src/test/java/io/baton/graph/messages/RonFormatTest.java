package io.baton.graph.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.graph.Golden;
import io.baton.model.ActivityName;
import io.baton.model.CaseId;
import io.baton.model.Payload;
import io.baton.model.RefId;
import io.baton.model.RemoteRequest;
import io.baton.model.TaskAnswer;
import io.baton.port.TaskFormat;
import io.baton.wire.Json;
import io.baton.wire.UnreadableException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The manager's messages as the original writes them. */
class RonFormatTest {
  private static final String UUID = "5888a209-176f-4a8c-9555-52c8da98d850";
  private static final TaskFormat MANAGER = format("manager");
  private static final TaskFormat RON = format("manager-ron");

  private static TaskFormat format(String name) {
    return TaskFormat.all().stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
  }

  private static RemoteRequest request(Object data) {
    return new RemoteRequest(
        new CaseId(UUID),
        new RefId("license"),
        false,
        "license",
        new ActivityName("license.create"),
        List.of(Json.payload(data)),
        1,
        Instant.EPOCH,
        "ada",
        "user_registration",
        "v0.1.0");
  }

  @Test
  @DisplayName("A2.3 a request in RON has the names of the original")
  void aRequestIsWrittenAsTheOriginalWritesIt() {
    String text = RON.write(request("ada"));
    assertThat(text).isEqualTo(Golden.text("ron/frommanager.ron").strip());
    assertThat(FromManager.of(Notation.RON.read(text)))
        .isEqualTo(FromManager.of(Json.tree(MANAGER.write(request("ada")))));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "tomanager-success.ron",
        "tomanager-success.json",
        "tomanager-success.written",
        "tomanager-success.in-json"
      })
  @DisplayName("A2.3 an answer is read in either notation, whatever the request was asked in")
  void anAnswerIsReadInEitherNotation(String file) {
    String text = Golden.text("ron/" + file);
    for (TaskFormat format : List.of(MANAGER, RON)) {
      TaskAnswer told = format.read(text);
      assertThat(told.caseId()).isEqualTo(new CaseId(UUID));
      assertThat(told.workflow()).isEqualTo("user_registration");
      assertThat(told.version()).isEqualTo(1_000);
      assertThat(told.activity()).isEqualTo(new ActivityName("user.create"));
      assertThat(told.value()).isEqualTo(Json.payload("ada"));
    }
  }

  @Test
  @DisplayName("A2.4 version None is the latest; Failed is a failure, and data says why")
  void aFailureInRon() {
    TaskAnswer told = RON.read(Golden.text("ron/tomanager-failed.ron"));
    assertThat(told.version()).isNull();
    assertThat(told.value()).isNull();
    assertThat(Objects.requireNonNull(told.failure()).message()).contains("no \\\"consent\\\"");
  }

  @Test
  void aSignOfLifeInRon() {
    TaskAnswer told =
        RON.read(
            "(uuid:\"any text, not a UUID\",name:\"n\",version:None,process:(service:\"a\",function:\"b\"),status:InProgress,schema:\"v0.9.0\",newer:Some(1),data:())");
    assertThat(told.caseId()).isEqualTo(new CaseId("any text, not a UUID"));
    assertThat(told.value()).isNull();
    assertThat(told.failure()).isNull();
  }

  @Test
  @DisplayName("A2.5 data comes through RON and back as it was")
  void dataIsRelayed() {
    Payload data = new Payload(Json.tree("{\"a b\":[1.10,null,true,\"\\u0007\\\"\"],\"n\":{}}"));
    RemoteRequest request =
        new RemoteRequest(
            new CaseId(UUID),
            new RefId("license"),
            false,
            "license",
            new ActivityName("license.create"),
            List.of(data),
            1,
            Instant.EPOCH,
            "ada",
            "user_registration",
            "v0.1.0");
    FromManager asked = FromManager.of(Notation.RON.read(RON.write(request)));
    assertThat(asked.data()).isEqualTo(data.json());
    String answer = Notation.RON.write(asked.answer(Status.SUCCESS, asked.data()).toJson());
    assertThat(answer).contains("version:Some(\"v0.1.0\")", "status:Success", "process:(");
    assertThat(RON.read(answer).value()).isEqualTo(data);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "(uuid:|line 1, column 7",
        "nonsense|expected an object",
        "[]|expected an object",
        "\"(uuid:\"|line 1, column 7",
        "\"|line 1",
        "(uuid:\"u\",name:\"n\",process:(service:\"a\"),status:Success)|at /process/function: missing",
        "(uuid:\"u\",name:\"n\",process:(service:\"a\",function:\"f\"),status:Done)|at /status: 'Done'",
        "(uuid:\"u\",name:\"n\",process:(service:\"a\",function:\"f\"),status:Success,schema:\"v2.0.0\")|major version 2",
      })
  @DisplayName("A2.15 what cannot be read says what is wrong and where")
  void whatCannotBeReadSaysWhere(String text, String why) {
    assertThatThrownBy(() -> RON.read(text))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining(why);
  }
}
