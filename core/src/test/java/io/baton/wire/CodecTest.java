package io.baton.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.baton.model.ActivityName;
import io.baton.model.Answer;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.Command.ExecuteActivity;
import io.baton.model.CommandId;
import io.baton.model.Event;
import io.baton.model.Origin;
import io.baton.model.Payload;
import io.baton.model.RefId;
import io.baton.model.ReplyTo;
import io.baton.model.StartRequest;
import io.baton.model.WorkflowId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands, events and requests as text. */
class CodecTest {
  private static Set<Class<?>> leaves(Class<?> sealed) {
    Set<Class<?>> leaves = new LinkedHashSet<>();
    for (Class<?> permitted : sealed.getPermittedSubclasses()) {
      leaves.addAll(permitted.isSealed() ? leaves(permitted) : Set.of(permitted));
    }
    return leaves;
  }

  private static Set<Class<?>> types(List<?> samples) {
    Set<Class<?>> types = new LinkedHashSet<>();
    samples.forEach(sample -> types.add(sample.getClass()));
    return types;
  }

  @Test
  void everyCommandComesBackAsItWas() {
    assertThat(types(Samples.COMMANDS)).containsExactlyInAnyOrderElementsOf(leaves(Command.class));
    for (Command command : Samples.COMMANDS) {
      assertThat(CommandCodec.read(CommandCodec.write(List.of(command)))).containsExactly(command);
    }
    assertThat(CommandCodec.read(CommandCodec.write(Samples.COMMANDS))).isEqualTo(Samples.COMMANDS);
  }

  @Test
  void everyEventComesBackAsItWas() {
    assertThat(types(Samples.EVENTS)).containsExactlyInAnyOrderElementsOf(leaves(Event.class));
    assertThat(EventCodec.read(EventCodec.write(Samples.EVENTS))).isEqualTo(Samples.EVENTS);
  }

  @Test
  @DisplayName("A4.4 what older nodes wrote must stay readable: the text is pinned")
  void A4_4_theTextIsPinned() throws IOException {
    List<String> lines = new ArrayList<>();
    Samples.COMMANDS.forEach(command -> lines.add(CommandCodec.write(List.of(command))));
    Samples.EVENTS.forEach(event -> lines.add(EventCodec.write(List.of(event))));
    assertThat(lines).containsExactlyElementsOf(golden());
  }

  private static List<String> golden() throws IOException {
    try (InputStream in = CodecTest.class.getResourceAsStream("wire.golden")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    }
  }

  private static void unreadable(String text, String... says) {
    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> CommandCodec.read(text))
        .satisfies(e -> assertThat(e.getMessage()).contains(says));
  }

  private static String command(String members) {
    return "{\"schema\":1,\"commands\":[{" + members.replace('\'', '"') + "}]}";
  }

  private static final String WORK =
      "'type':'ExecuteActivity','caseId':'t','ref':'1','activity':'A.b','attempt':1,'args':[],"
          + "'origin':{'workflow':{'name':'w','version':1},'starter':'s','bornAt':1}";

  @Test
  void theSampleOfTheseTrialsIsReadable() {
    assertThat(CommandCodec.read(command(WORK))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'attempt':1 | 'attempt':\"1\" | /commands/0/attempt",
        "'attempt':1 | 'attempt':1.5 | /commands/0/attempt",
        "'attempt':1 | 'attempt':null | /commands/0/attempt",
        "'attempt':1 | 'attempt':99999999999 | /commands/0/attempt",
        "'attempt':1 | 'attempt':0 | attempt is 0, the least is 1",
        "'attempt':1, |  | /commands/0/attempt",
        "'caseId':'t', |  | at /commands/0/caseId: missing",
        "'caseId':'t' | 'caseId':null | at /commands/0/caseId: missing",
        "'caseId':'t' | 'caseId':'' | case id is empty",
        "'caseId':'t' | 'caseId':{} | /commands/0/caseId",
        "'caseId':'t' | 'caseId':'a\\u0007b' | case id contains a control character",
        "'starter':'s', |  | at /commands/0/origin/starter: missing",
        "'name':'w', |  | /commands/0/origin/workflow",
        "'version':1 | 'version':0 | workflow version is 0, the least is 1",
        "'args':[] | 'args':{} | /commands/0/args",
        "'args':[] | 'args':[],'extra':1 | at /commands/0/extra: Unrecognized field",
        "'args':[] | 'args':[],'undo':true | at /commands/0/undo: Unrecognized field",
        "'args':[] | 'args':[],'args':[] | Duplicate field 'args'",
        "'type':'ExecuteActivity', |  | type",
        "'type':'ExecuteActivity' | 'type':'java.lang.Runtime' | java.lang.Runtime",
        "'type':'ExecuteActivity' | 'type':'Explode' | Explode"
      })
  void whatDoesNotFitIsToldWithItsPlace(String part, String instead, String says) {
    String changed = WORK.replace(part, instead == null ? "" : instead);
    assertThat(changed).isNotEqualTo(WORK);
    unreadable(command(changed), says);
  }

  @Test
  void anOperationIsAWordOfTheList() {
    String operate = "'type':'Operate','caseId':'t','id':'o','operation':";
    assertThat(CommandCodec.read(command(operate + "'RETRY'"))).hasSize(1);
    unreadable(command(operate + "'EXPLODE'"), "/commands/0/operation");
    unreadable(command(operate + "0"), "/commands/0/operation");
  }

  @Test
  void theEnvelopeIsChecked() {
    unreadable("", "empty");
    unreadable("   ", "empty");
    unreadable("null", "/schema");
    unreadable("[]", "at /schema: expected 1");
    unreadable("{\"schema\":2,\"commands\":[]}", "at /schema: expected 1, found 2");
    unreadable("{\"schema\":\"1\",\"commands\":[]}", "at /schema: expected 1");
    unreadable("{\"schema\":1,\"commands\":[]}", "at /commands: 0 commands, allowed are 1 to 1000");
    unreadable("{\"schema\":1}", "/commands: missing");
    unreadable("{\"schema\":1,\"commands\":[null]}", "/commands/0: missing");
    unreadable("{\"schema\":1,\"commands\":[],\"more\":1}", "/more");
    unreadable(command(WORK) + "x", "line 1, column");
    unreadable(command(WORK) + "{}", "line 1, column");
  }

  @Test
  void aTruncatedTextIsToldWithLineAndColumn() {
    String whole = command(WORK);
    for (int length = 1; length < whole.length(); length++) {
      unreadable(whole.substring(0, length), "line 1, column ");
    }
  }

  @Test
  void sizeAndDepthAreLimited() {
    unreadable("x".repeat(CommandCodec.MAX_TEXT + 1), "the limit is " + CommandCodec.MAX_TEXT);
    unreadable(command(WORK.replace("[]", "[".repeat(100) + "]".repeat(100))), "depth");
    String tooMany = "{},".repeat(CommandCodec.MAX_COMMANDS) + "{}";
    unreadable("{\"schema\":1,\"commands\":[" + tooMany + "]}", "type");
  }

  private static ExecuteActivity work(List<Payload> args) {
    Origin origin = new Origin(new WorkflowId("w", 1), "s", 1);
    return new ExecuteActivity(
        new CaseId("t"), new RefId("1"), new ActivityName("A.b"), 1, args, origin);
  }

  @Test
  void largeArgumentsStayInTheJournal() {
    Payload large = Json.payload("x".repeat(CommandCodec.MAX_INLINE));
    String text = CommandCodec.write(List.of(work(List.of(large))));
    assertThat(text).hasSizeLessThan(500);
    assertThat(CommandCodec.read(text)).containsExactly(work(null));
    Payload small = Json.payload("x".repeat(CommandCodec.MAX_INLINE - 500));
    assertThat(CommandCodec.read(CommandCodec.write(List.of(work(List.of(small))))))
        .containsExactly(work(List.of(small)));
  }

  @Test
  void everyValueThatIsAcceptedCanBeReadBackFromJournalAndMessage() {
    String long1 = "x".repeat(Json.MAX_DOCUMENT - 2);
    Object deep = "core";
    for (int i = 0; i < 63; i++) {
      deep = List.of(deep);
    }
    for (Payload largest : List.of(Json.payload(long1), Json.payload(deep))) {
      Event opened = new Event.RefOpened(new RefId("1"), new ActivityName("A.b"), List.of(largest));
      List<Event> turn = List.of(opened, opened, opened, opened, opened);
      assertThat(EventCodec.read(EventCodec.write(turn))).isEqualTo(turn);
      Command reply =
          new Command.Reply(
              new CaseId("t"),
              new CommandId("r"),
              new ReplyTo("q", null),
              new Answer(null, "COMPLETED", largest, null),
              1);
      assertThat(CommandCodec.read(CommandCodec.write(List.of(reply)))).containsExactly(reply);
    }
  }

  @Test
  void anAnswerWithTheLargestResultCanBeWritten() {
    Payload largest = Json.payload("x".repeat(Json.MAX_DOCUMENT - 2));
    assertThat(AnswerCodec.write(new Answer(new CaseId("c"), "COMPLETED", largest, null)))
        .startsWith("{\"caseId\":\"c\",\"status\":\"COMPLETED\",\"result\":\"xxx")
        .endsWith("xxx\",\"failure\":null}");
  }

  @Test
  void aValueThatIsTooLargeOrTooDeepIsRefusedBeforeItIsWritten() {
    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> Json.payload("x".repeat(Json.MAX_DOCUMENT)))
        .withMessageContaining("the limit is 1000000");
    Object deep = "core";
    for (int i = 0; i < 65; i++) {
      deep = List.of(deep);
    }
    Object tooDeep = deep;
    assertThatExceptionOfType(UnreadableException.class).isThrownBy(() -> Json.payload(tooDeep));
  }

  @Test
  void aJournalOfANewerVersionIsReadAsFarAsItIsKnown() {
    assertThat(EventCodec.read("[{\"type\":\"UndoDone\",\"ref\":\"1\",\"new\":true}]"))
        .containsExactly(new Event.UndoDone(new RefId("1")));
    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> EventCodec.read("[{\"type\":\"Unheard\",\"ref\":\"1\"}]"))
        .withMessageContaining("Unheard");
  }

  @Test
  void aStartRequestNeedsAWorkflowAndNothingElse() {
    assertThat(StartRequestCodec.read("{\"workflow\":\"trip\"}", null, "m-1"))
        .isEqualTo(new StartRequest("trip", null, null, Payload.NULL, null, "m-1"));
    String all = "{\"workflow\":\"trip\",\"version\":3,\"caseId\":\"t\",\"input\":{\"a\":null}}";
    assertThat(StartRequestCodec.read(all, null, "m-1"))
        .returns(3, StartRequest::version)
        .returns(new CaseId("t"), StartRequest::caseId)
        .satisfies(request -> assertThat(request.input()).hasToString("{\"a\":null}"));
  }

  @Test
  void anIdempotencyKeyNamesTheCase() {
    String text =
        "{\"workflow\":\"trip\",\"idempotencyKey\":\"k-1\",\"businessKey\":\"o-7\",\"priority\":9}";
    assertThat(StartRequestCodec.read(text, null, "m-1"))
        .returns(new CaseId("trip:k-1"), StartRequest::caseId)
        .returns("o-7", StartRequest::businessKey)
        .returns(9, StartRequest::priority);
  }

  @Test
  void aWrongStartRequestIsToldWhatIsWrong() {
    Stream.of(
            List.of("{}", "at /workflow: missing"),
            List.of("null", "/workflow: missing"),
            List.of("{\"workflow\":\"t\",\"verison\":1}", "at /verison: Unrecognized field"),
            List.of("{\"workflow\":\"t\",\"version\":\"1\"}", "at /version"),
            List.of("{\"workflow\":\"t\",\"version\":1.5}", "at /version"),
            List.of("{\"workflow\":\"t\",\"caseId\":\"\"}", "case id is empty"),
            List.of(
                "{\"workflow\":\"t\",\"caseId\":\"t\",\"idempotencyKey\":\"k\"}",
                "at /idempotencyKey: there is a caseId, too"),
            List.of("{\"workflow\":\"t\",\"idempotencyKey\":\"\"}", "idempotency key is empty"),
            List.of("{\"workflow\":\"t\",\"priority\":10}", "priority is 10"),
            List.of("{\"workflow\":\"t\",\"businessKey\":\" \"}", "business key is empty"),
            List.of("{\"workflow\":", "line 1, column"),
            List.of("[1]", ""),
            List.of("hello", "line 1, column"))
        .forEach(
            pair ->
                assertThatExceptionOfType(UnreadableException.class)
                    .isThrownBy(() -> StartRequestCodec.read(pair.get(0), null, "m"))
                    .satisfies(e -> assertThat(e.getMessage()).contains(pair.get(1))));
  }
}
