package io.baton.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.baton.model.CaseId;
import io.baton.model.SignalRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signals as text. */
class SignalCodecTest {
  private static final String SAMPLE = "{'signal':'news','case':'t-1','value':'hello'}";

  private static SignalRequest read(String text) {
    return SignalCodec.read(text.replace('\'', '"'), "ID:7");
  }

  private static SignalRequest news(CaseId id, String key, String messageId, Duration keep) {
    return new SignalRequest(id, key, "news", Json.payload("hello"), messageId, keep);
  }

  @Test
  void aSignalWithoutMessageIdHasThatOfItsMessageAndIsKeptForAMonth() {
    assertThat(read(SAMPLE)).isEqualTo(news(new CaseId("t-1"), null, "ID:7", Duration.ofDays(30)));
  }

  @Test
  void allMembersAreRead() {
    assertThat(read("{'signal':'news','key':'k','value':'hello','messageId':'m-1','keep':'PT2S'}"))
        .isEqualTo(news(null, "k", "m-1", Duration.ofSeconds(2)));
  }

  @Test
  void whatIsWrittenIsRead() {
    SignalRequest request = news(new CaseId("t-1"), null, "m-1", Duration.ofMillis(1));
    assertThat(SignalCodec.read(SignalCodec.write(request), "other")).isEqualTo(request);
    assertThat(SignalRequest.of(request.to(new CaseId("t-1")))).isEqualTo(request);
  }

  @Test
  void aValueOfTheLargestSizeFits() {
    SignalRequest largest =
        new SignalRequest(
            new CaseId("t"),
            null,
            "news",
            Json.payload("x".repeat(Json.MAX_DOCUMENT - 2)),
            "m",
            Duration.ofDays(1));
    assertThat(SignalCodec.read(SignalCodec.write(largest), "m")).isEqualTo(largest);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'signal':'news', |  | at /signal: missing",
        "'news' | '' | signal is empty",
        "'case':'t-1', |  | either case or key",
        "'case':'t-1', | 'case':'t-1','key':'k', | either case or key",
        "'case':'t-1' | 'key':'a\\u0007b' | key contains a control character",
        "'case':'t-1' | 'case':7 | /case",
        ",'value':'hello' |  | at /value: missing",
        "'hello' | null | the value of signal 'news' is null",
        "'hello' | 'hello','more':1 | at /more: Unrecognized field",
        "'hello' | 'hello','keep':'PT0S' | keep is PT0S",
        "'hello' | 'hello','keep':'P9999D' | allowed are 1 ms to 3,650 days",
        "'hello' | 'hello','keep':'soon' | /keep",
        "'hello' | 'hello','messageId':'' | message id is empty"
      })
  void whatDoesNotFitIsToldWithItsPlace(String part, String instead, String says) {
    String changed = SAMPLE.replace(part, instead == null ? "" : instead);
    assertThat(changed).isNotEqualTo(SAMPLE);
    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> read(changed))
        .withMessageContaining(says);
  }

  @Test
  void sizeIsLimited() {
    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> read("x".repeat(SignalCodec.MAX_TEXT + 1)))
        .withMessageContaining("the limit is");
    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> read(SAMPLE.replace("hello", "x".repeat(Json.MAX_DOCUMENT))))
        .withMessageContaining("at /value: 1000002 characters, the limit is 1000000");
  }
}
