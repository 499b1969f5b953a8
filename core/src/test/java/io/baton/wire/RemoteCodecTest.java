package io.baton.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.baton.model.ActivityName;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.Command.DelayAnswer;
import io.baton.model.Command.SettleRef;
import io.baton.model.Command.SettleUndo;
import io.baton.model.CommandId;
import io.baton.model.Failure;
import io.baton.model.Failure.Category;
import io.baton.model.Payload;
import io.baton.model.RefId;
import io.baton.model.RemoteRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes to workers elsewhere and comes back from them, as text. */
class RemoteCodecTest {
  private static final CaseId CASE = new CaseId("trip/1");
  private static final RefId REF = new RefId("2.1");

  private static RemoteRequest request(boolean undo, Payload... args) {
    return new RemoteRequest(
        CASE,
        REF,
        undo,
        "hotel",
        new ActivityName(undo ? "Booking.cancelHotel" : "Booking.reserveHotel"),
        List.of(args),
        3,
        Instant.parse("2026-11-23T12:00:00.123456Z"),
        "alice",
        "trip",
        "1");
  }

  private static Command read(String text) {
    return RemoteAnswerCodec.read(text.replace('\'', '"'), "ID:7");
  }

  @Test
  void workersInOtherLanguagesReadWhatWeWrite_soTheTextIsPinned() throws IOException {
    List<String> lines =
        List.of(
            RemoteRequestCodec.write(
                request(false, Json.payload("Zoë"), Json.payload(Map.of("nights", 3))),
                "baton.answers"),
            RemoteRequestCodec.write(request(true, Payload.NULL), "baton.answers"));
    assertThat(lines).containsExactlyElementsOf(golden());
  }

  private static List<String> golden() throws IOException {
    try (InputStream in = RemoteCodecTest.class.getResourceAsStream("request.golden")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    }
  }

  @Test
  void aRequestThatComesBackTellsWhichAttemptItWasFor() {
    String text = RemoteRequestCodec.write(request(true, Payload.NULL), "baton.answers");
    assertThat(RemoteRequestCodec.read(text))
        .isEqualTo(new RemoteRequestCodec.Asked(CASE, REF, true, 3));
    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> RemoteRequestCodec.read("{\"ref\":\"1\",\"attempt\":1,\"undo\":false}"))
        .withMessageContaining("missing");
  }

  @Test
  void theLargestArgumentsFitIntoARequest() {
    Payload large = Json.payload("x".repeat(Json.MAX_DOCUMENT - 2));
    String text = RemoteRequestCodec.write(request(false, large, large), "baton.answers");
    assertThat(RemoteRequestCodec.read(text).attempt()).isEqualTo(3);
  }

  @Test
  void aValueSettlesTheRef() {
    CommandId id = new CommandId("answer 2.1#3 ID:7");
    assertThat(read("{'schema':1,'case':'trip/1','ref':'2.1','attempt':3,'value':{'room':7}}"))
        .isEqualTo(new SettleRef(CASE, id, REF, 3, Json.payload(Map.of("room", 7)), null));
    assertThat(read("{'case':'trip/1','ref':'2.1','attempt':3,'value':null}"))
        .isEqualTo(new SettleRef(CASE, id, REF, 3, Payload.NULL, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'type':'Down','message':'m'} | TECHNICAL | Down",
        "{'type':'Down','message':'m','retry':true} | TECHNICAL | Down",
        "{'type':'NoRooms','message':'m','retry':false} | BUSINESS | NoRooms",
        "{'message':'m'} | TECHNICAL | WorkerError"
      })
  void anErrorIsTriedAgainUnlessItIsAnAnswer(String error, Category category, String type) {
    assertThat(read("{'case':'trip/1','ref':'2.1','attempt':1,'error':" + error + "}"))
        .isInstanceOfSatisfying(
            SettleRef.class,
            settle -> assertThat(settle.failure()).isEqualTo(new Failure(category, type, "m")));
  }

  @Test
  void anUndoIsAnsweredAsOne() {
    assertThat(read("{'case':'trip/1','ref':'2.1','attempt':2,'undo':true,'value':null}"))
        .isEqualTo(new SettleUndo(CASE, new CommandId("undo answer 2.1#2 ID:7"), REF, 2, null));
    assertThat(
            read("{'case':'trip/1','ref':'2.1','attempt':2,'undo':true,'error':{'message':'jam'}}"))
        .isInstanceOfSatisfying(
            SettleUndo.class,
            undo -> assertThat(Objects.requireNonNull(undo.failure()).message()).isEqualTo("jam"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"heartbeat", "inprogress"})
  void whoeverIsStillAtWorkSaysSo(String word) {
    assertThat(read("{'case':'trip/1','ref':'2.1','attempt':3,'" + word + "':true}"))
        .isEqualTo(new DelayAnswer(CASE, new CommandId("answer 2.1#3 ID:7"), REF, 3));
  }

  @Test
  void anOpenRefIsAnsweredByItsId() {
    assertThat(read("{'ref':'trip/1/2.1','value':true}"))
        .isEqualTo(
            new SettleRef(
                CASE, new CommandId("answer 2.1#0 ID:7"), REF, 0, Json.payload(true), null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{} | exactly one of value, error, heartbeat, inprogress; this one has 0",
        "null | at /ref: missing",
        "[] | ",
        "'value' | ",
        "{'ref':'2.1','value':1,'case':'t'} | at /attempt: expected 1 or more, found null",
        "{'ref':'2.1','value':1,'case':'t','attempt':0} | at /attempt: expected 1 or more, found 0",
        "{'ref':'2.1','value':1,'case':'t','attempt':'1'} | at /attempt",
        "{'ref':'2.1','value':1,'case':'t','attempt':1,'error':{'message':'m'}} | this one has 2",
        "{'ref':'2.1','heartbeat':false,'case':'t','attempt':1} | true or not there",
        "{'ref':'2.1','value':1,'case':'t','attempt':1,'more':1} | at /more: Unrecognized field",
        "{'ref':'2.1','value':1,'case':'','attempt':1} | case id is empty",
        "{'ref':'','value':1,'case':'t','attempt':1} | ref is empty",
        "{'value':1,'case':'t','attempt':1} | at /ref: missing",
        "{'schema':2,'ref':'t/1','value':1} | at /schema: expected 1, found 2",
        "{'ref':'2.1','value':1} | without a member case it must be case/ref, found '2.1'",
        "{'ref':'t/1','attempt':1,'value':1} | an open ref has no attempt",
        "{'ref':'t/1','heartbeat':true} | an open ref has no attempt",
        "{'ref':'2.1','error':{},'case':'t','attempt':1} | at /error/message: missing",
        "{'ref':'2.1','error':{'type':' ','message':''},'case':'t','attempt':1} | at /error/type",
        "{'ref':'2.1','value':1,'value':2,'case':'t','attempt':1} | Duplicate field 'value'",
        "{'ref':'2.1','value': | line 1, column"
      })
  void whatIsNoAnswerIsToldWhatIsWrongWithIt(String text, @Nullable String says) {
    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> read(text))
        .satisfies(e -> assertThat(e.getMessage()).contains(says == null ? "" : says));
  }

  @Test
  void whateverTheSenderCallsItsMessageTheCommandHasAProperId() {
    String text = "{\"ref\":\"t/1\",\"value\":1}";
    assertThat(RemoteAnswerCodec.read(text, null).id())
        .isNotEqualTo(RemoteAnswerCodec.read(text, null).id());
    for (String told : List.of("x".repeat(1000), "a b\u0007", "", "ü")) {
      assertThat(RemoteAnswerCodec.read(text, told).id())
          .isEqualTo(RemoteAnswerCodec.read(text, told).id());
    }
    String longRef = "{\"case\":\"t\",\"ref\":\"" + "1".repeat(200) + "\",\"attempt\":2147483647,";
    assertThat(RemoteAnswerCodec.read(longRef + "\"undo\":true,\"value\":1}", "x".repeat(60)).id())
        .isNotNull();
  }

  @Test
  void anAnswerIsLimitedInSizeAndDepth() {
    String large = "{\"ref\":\"t/1\",\"value\":\"" + "x".repeat(Json.MAX_DOCUMENT) + "\"}";
    String deep = "{\"ref\":\"t/1\",\"value\":" + "[".repeat(64) + "]".repeat(64) + "}";
    for (String text : List.of(large, deep)) {
      assertThatExceptionOfType(UnreadableException.class)
          .isThrownBy(() -> RemoteAnswerCodec.read(text, "m"));
    }
  }
}
