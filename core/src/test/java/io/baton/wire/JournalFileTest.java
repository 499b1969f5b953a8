package io.baton.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.baton.model.CaseId;
import io.baton.model.CommandId;
import io.baton.model.Event;
import io.baton.model.Turn;
import io.baton.model.WorkflowId;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A journal that leaves its database. */
class JournalFileTest {
  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00.123456Z");

  private static JournalFile sample() {
    List<Turn> turns = new ArrayList<>();
    for (Event event : Samples.EVENTS) {
      int number = turns.size();
      turns.add(new Turn(number, new CommandId("c " + number), NOON, List.of(event)));
    }
    return new JournalFile(new CaseId("t-1"), new WorkflowId("trip", 3), turns);
  }

  private static String text(JournalFile file) throws IOException {
    StringBuilder text = new StringBuilder();
    file.write(text);
    return text.toString();
  }

  private static void unreadable(String text, String says) {
    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> JournalFile.read(new StringReader(text)))
        .withMessageContaining(says);
  }

  @Test
  void everyEventComesBackAsItWas() throws IOException {
    assertThat(JournalFile.read(new StringReader(text(sample())))).isEqualTo(sample());
  }

  @Test
  void theHeaderSaysWhichCaseItIs() throws IOException {
    int turns = Samples.EVENTS.size();
    assertThat(text(sample()).lines().findFirst())
        .contains(
            "{\"journal\":1,\"case\":\"t-1\",\"workflow\":\"trip\",\"version\":3,\"turns\":%d}"
                .formatted(turns));
  }

  @Test
  void aFileThatWasCutIsToldByItsLine() throws IOException {
    String whole = text(sample());
    String cut = whole.substring(0, whole.stripTrailing().lastIndexOf('\n') + 1);
    unreadable(cut, "line " + (Samples.EVENTS.size() + 1) + ": missing, the file is not whole");
    unreadable(whole + "{}\n", "there is more than the header says");
  }

  @Test
  void whatIsNoJournalIsToldByItsLine() throws IOException {
    unreadable("", "line 1: missing");
    unreadable("[]", "line 1: no JSON object");
    unreadable("{\"journal\":2}", "line 1: expected a journal of format 1");
    unreadable("{\"journal\":1}", "line 1: turns is not a number");
    unreadable("{\"journal\":1,\"turns\":0}", "line 1: case id is empty");
    unreadable("{\"journal\":1,\"turns\":1}\nx", "line 2: ");
    unreadable(text(sample()).replaceFirst("CaseStarted", "CaseStuck"), "line 2: ");
    unreadable(text(sample()).replaceFirst(NOON.toString(), "noon"), "line 2: ");
  }
}
