package io.baton.graph.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.model.Mark;
import io.baton.model.Ref;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The page of states says what the code does. */
class StatesTest {
  private static final Path PAGE = Path.of("../docs/reference/executor-states.md");
  private static final Pattern ROW = Pattern.compile("\\| `(\\w+)`[^|]*\\| *(?:`(\\w+)`)? *\\|");

  /** The rows of the table with this heading. */
  private static Map<String, String> table(String heading) throws IOException {
    Map<String, String> rows = new LinkedHashMap<>();
    boolean in = false;
    for (String line : Files.readAllLines(PAGE)) {
      in = in ? line.startsWith("|") : line.startsWith("| " + heading + " |");
      Matcher row = ROW.matcher(line);
      if (in && row.matches()) {
        rows.put(row.group(1), row.group(2) == null ? "" : row.group(2));
      }
    }
    return rows;
  }

  private static <T extends Enum<T>> Map<String, String> code(
      T[] all, Function<T, @Nullable ? extends Enum<?>> states, boolean withNone) {
    Map<String, String> rows = new LinkedHashMap<>();
    for (T one : all) {
      Enum<?> state = states.apply(one);
      if (state != null || withNone) {
        rows.put(one.name(), state == null ? "" : state.name());
      }
    }
    return rows;
  }

  @Test
  @DisplayName("A3.12 the tables of states on paper and in the code are the same")
  void A3_12_thePageAgrees() throws IOException {
    Mark.Kind[] marks = Mark.Kind.values();
    assertThat(table("what happens to the case"))
        .containsExactlyEntriesOf(code(marks, States::ofCase, false));
    assertThat(table("what happens meanwhile"))
        .containsExactlyEntriesOf(code(marks, States::ofRef, false));
    assertThat(table("what happens to the undo"))
        .containsExactlyEntriesOf(code(marks, States::ofUndo, false));
    assertThat(table("the ref is"))
        .containsExactlyEntriesOf(code(Ref.State.values(), States::end, true));
    assertThat(table("the result is"))
        .containsExactlyInAnyOrderEntriesOf(code(RunState.values(), States::meaning, false));
  }

  @Test
  @DisplayName(
      "A3.12 the terminal states are FAILED WARNING SUCCESS KILLED CANCELLED RETRIED SKIPPED")
  void A3_12_terminal() {
    assertThat(Arrays.stream(RunState.values()).filter(RunState::terminal).map(RunState::name))
        .containsExactlyInAnyOrder(
            "FAILED", "WARNING", "SUCCESS", "KILLED", "CANCELLED", "RETRIED", "SKIPPED");
  }
}
