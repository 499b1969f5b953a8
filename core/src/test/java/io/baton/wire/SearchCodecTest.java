package io.baton.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.baton.api.CaseSearch;
import io.baton.api.CaseStatus;
import io.baton.api.FoundCase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Searches as text. */
class SearchCodecTest {
  private final Noted noted = new Noted();

  @Test
  void allThatIsSaidIsAsked() {
    SearchCodec.read(
        "{\"workflow\":\"trip\",\"status\":\"PARKED\",\"businessKey\":\"o-7\",\"attributes\":{\"city\":\"paris\",\"seats\":2},\"max\":5}",
        noted);
    assertThat(noted.said)
        .containsExactly(
            "workflow trip",
            "status PARKED",
            "businessKey o-7",
            "city=\"paris\"",
            "seats=2",
            "max 5");
  }

  @Test
  void whatIsNotSaidIsNotAsked() {
    SearchCodec.read("{}", noted);
    assertThat(noted.said).isEmpty();
  }

  @Test
  void whatDoesNotFitIsToldWithItsPlace() {
    unreadable("null", "expected an object");
    unreadable("{\"city\":1}", "at /city: Unrecognized field");
    unreadable("{\"status\":\"GONE\"}", "at /status");
    unreadable("{\"max\":\"5\"}", "at /max");
    unreadable("{", "line 1");
  }

  private void unreadable(String text, String says) {
    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> SearchCodec.read(text, noted))
        .withMessageContaining(says);
  }

  /** Notes what it is asked. */
  private static final class Noted implements CaseSearch {
    final List<String> said = new ArrayList<>();

    private CaseSearch say(String what) {
      said.add(what);
      return this;
    }

    @Override
    public CaseSearch workflow(String name) {
      return say("workflow " + name);
    }

    @Override
    public CaseSearch status(CaseStatus status) {
      return say("status " + status);
    }

    @Override
    public CaseSearch businessKey(String key) {
      return say("businessKey " + key);
    }

    @Override
    public CaseSearch attribute(String name, Object value) {
      return say(name + "=" + value);
    }

    @Override
    public CaseSearch max(int max) {
      return say("max " + max);
    }

    @Override
    public List<FoundCase> list() {
      return List.of();
    }
  }
}
