package io.baton.graph.ron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.graph.Golden;
import io.baton.wire.Json;
import io.baton.wire.UnreadableException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RON, as the messages of the original have it. */
class RonTest {
  @ParameterizedTest
  @ValueSource(strings = {"tomanager-success", "tomanager-failed", "frommanager", "tomanageredits"})
  void theMessagesOfTheOriginalAreReadAndWritten(String message) {
    RonValue value = Ron.read(Golden.text("ron/%s.ron".formatted(message)));
    assertThat(Ron.toJson(value)).isEqualTo(Golden.json("ron/%s.json".formatted(message)));
    String written = Ron.write(value);
    assertThat(written).isEqualTo(Golden.text("ron/%s.written".formatted(message)).strip());
    assertThat(Ron.read(written)).isEqualTo(value);
  }

  @Test
  void aMessageMayComeAsAJsonString() throws Exception {
    String message = Golden.text("ron/frommanager.ron");
    String sent = Json.STRICT.writeValueAsString(message);
    assertThat(Ron.readMessage(sent)).isEqualTo(Ron.read(message));
    assertThat(Ron.readMessage(message)).isEqualTo(Ron.read(message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "true|true",
        "Success|\"Success\"",
        "Some(Some(3))|3",
        "Some((3))|[3]",
        "None|null",
        "()|null",
        "Empty()|[]",
        "(1,)|[1]",
        "Point(x:1,y:-2)|{\"x\":1,\"y\":-2}",
        "{}|{}",
        "{\"a\":1,\"b\":[]}|{\"a\":1,\"b\":[]}",
        "{1:'a',2:'\\n'}|[[1,\"a\"],[2,\"\\n\"]]",
        "{\"a\":1,b:2}|[[\"a\",1],[\"b\",2]]",
        "(r#type:1,r#a-b:r#c.d)|{\"type\":1,\"a-b\":\"c.d\"}",
        "r\"a\\b\"|\"a\\\\b\"",
        "r##\"say \"# please\"##|\"say \\\"# please\"",
        "\"\\u{1F600} \\x41 \\'\\0\"|\"\\ud83d\\ude00 A '\\u0000\"",
        "'\\u{e9}'|\"\\u00e9\"",
        "+7|7",
        "-0x10|-16",
        "0b1_01|5",
        "0o17u8|15",
        "1_000.5e-3f64|1.0005",
        ".5|0.5",
        "5.|5.0",
        "170141183460469231731687303715884105727|170141183460469231731687303715884105727",
        "4294967296|4294967296",
        "#![enable(implicit_some, unwrap_newtypes)] /* // */ (a:1) // end|{\"a\":1}",
      })
  void eachValueHasItsJson(String ron, String json) {
    assertThat(Ron.toJson(Ron.read(ron))).isEqualTo(Json.tree(json));
    RonValue value = Ron.read(ron);
    assertThat(Ron.read(Ron.write(value))).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|1|1|a value is expected",
        "(a:1|1|5|')' is expected or a comma",
        "(a:1,a:2)|1|6|the field a is there twice",
        "{1:1,1:2}|1|6|this key is there twice",
        "{1 2}|1|4|':' is expected",
        "[1 2]|1|4|']' is expected",
        "(1)2|1|4|more follows",
        "\"abc|1|1|this string has no end",
        "\"a\\qb\"|1|3|is no escape",
        "\"\\u{d800}\"|1|2|is no character",
        "\"\\u{110000}\"|1|2|is no character",
        "'ab'|1|3|after one character",
        "/* /* */|1|1|this comment has no end",
        "Some|1|1|Some has one value",
        "Some(1,2)|1|1|Some has one value",
        "inf|1|1|no number that JSON has",
        "b\"x\"|1|1|bytes are not read",
        "1..2|1|1|this is no number",
        "0x|1|1|this is no number",
        "1e99999|1|1|the exponent is beyond",
        "1e99999999999|1|1|this number cannot be read",
        "*|1|1|nothing in RON begins like this",
        "#![enable(magic)]1|1|16|no extension",
      })
  void whatIsWrongIsToldWithItsPlace(String ron, int line, int column, String says) {
    assertThatExceptionOfType(RonException.class)
        .isThrownBy(() -> Ron.read(ron))
        .withMessageContaining(says)
        .satisfies(e -> assertThat(e.line()).isEqualTo(line))
        .satisfies(e -> assertThat(e.column()).isEqualTo(column));
  }

  @Test
  void linesAreCounted() {
    assertThatExceptionOfType(RonException.class)
        .isThrownBy(() -> Ron.read("(\n  a: 1,\n  b 2\n)"))
        .withMessage("line 3, column 5: ':' is expected after the field b");
  }

  @Test
  void whatIsTooMuchIsRefusedAtOnce() {
    assertThatExceptionOfType(RonException.class)
        .isThrownBy(() -> Ron.read("[".repeat(65) + "]".repeat(65)))
        .withMessageContaining("deeper than 64");
    assertThat(Ron.read("[".repeat(64) + "]".repeat(64))).isNotNull();
    assertThatExceptionOfType(RonException.class)
        .isThrownBy(() -> Ron.read(" ".repeat(Ron.MAX) + "1"))
        .withMessageContaining("the limit is 1000000");
  }

  @Test
  void largeAndTwistedTextsTakeNoTime() {
    assertTimeout(
        Duration.ofSeconds(60),
        () -> {
          for (String part : new String[] {"(", "a(", "/*", "\"", "r#", "{(a:1):", "#", "'", "-"}) {
            String text = part.repeat(Ron.MAX / part.length());
            assertThatExceptionOfType(RonException.class).isThrownBy(() -> Ron.read(text));
          }
        });
  }

  /** Whatever JSON there is comes back from RON as it was. */
  @Test
  void jsonGoesThroughRonUnchanged() {
    Random random = new Random(4);
    for (int i = 0; i < 2_000; i++) {
      JsonNode json = RandomJson.with(random);
      String ron = Ron.write(Ron.fromJson(json));
      assertThat(Ron.toJson(Ron.read(ron))).as(ron).isEqualTo(json);
    }
  }

  /** Texts that nobody wrote are refused, and nothing else happens. */
  @Test
  void noTextBreaksTheReader() {
    Random random = new Random(5);
    String message = Golden.text("ron/tomanager-failed.ron");
    for (int i = 0; i < 5_000; i++) {
      StringBuilder text = new StringBuilder(message);
      for (int changes = random.nextInt(4); changes >= 0; changes--) {
        text.setCharAt(
            random.nextInt(text.length()), "(){}[]\":,\\'#/*r-e0S".charAt(random.nextInt(19)));
      }
      try {
        RonValue value = Ron.read(text.toString());
        assertThat(Ron.read(Ron.write(value))).isEqualTo(value);
      } catch (RonException refused) {
        assertThat(refused.line()).isBetween(1, 5);
      }
    }
  }

  @Test
  void whatIsNoIdentifierIsNoName() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new RonValue.Word("a\"b"));
  }

  @Test
  void messagesAreWrittenAsTheOriginalHasThem() {
    String from =
        """
        {"uuid":"5888a209-176f-4a8c-9555-52c8da98d850","name":"user_registration","version":"v0.1.0",
         "service":"license","function":"create","schema_version":"v0.1.0","data":"ada"}
        """;
    assertThat(RonMessage.write(Json.tree(from)))
        .isEqualTo(Golden.text("ron/frommanager.written").strip());
    String to = Golden.text("ron/tomanager-success.json");
    String written =
        Golden.text("ron/tomanager-success.written").strip().replaceAll("ToManager|Process", "");
    assertThat(RonMessage.write(Json.tree(to))).isEqualTo(written);
    assertThat(RonMessage.write(Json.tree(to.replace("Success", "success")))).isEqualTo(written);
    assertThat(
            RonMessage.write(
                Json.tree("{\"version\":null,\"status\":\"failure\",\"data\":{\"a\":null}}")))
        .isEqualTo("(version:None,status:Failed,data:{\"a\":None})");
    assertThat(RonMessage.read(written)).isEqualTo(Json.tree(to));
  }

  @Test
  void aMessageThatCannotBeReadSaysWhere() {
    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> RonMessage.read("(uuid:"))
        .withMessage("line 1, column 7: the text ends where a value is expected");
    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> RonMessage.read("\"(uuid:"));
  }
}
