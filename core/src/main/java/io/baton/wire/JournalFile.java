package io.baton.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.baton.model.CaseId;
import io.baton.model.CommandId;
import io.baton.model.Turn;
import io.baton.model.WorkflowId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole journal of a case as text, to be looked at or replayed elsewhere: a line of JSON that
 * says which case it is, then a line for each turn. {@code docs/reference/journal-file.md} has the
 * format.
 */
public record JournalFile(CaseId caseId, WorkflowId workflow, List<Turn> turns) {
  public static final int FORMAT = 1;
  public static final int MAX_TURNS = 1_000_000;

  /** Longest line that is read, in characters. */
  public static final int MAX_LINE = 64 * 1024 * 1024;

  private static final JsonMapper MAPPER = Json.LENIENT_ENVELOPE;

  public JournalFile {
    turns = List.copyOf(turns);
  }

  public void write(Appendable out) throws IOException {
    ObjectNode header = MAPPER.createObjectNode();
    header.put("journal", FORMAT).put("case", caseId.value());
    header.put("workflow", workflow.name()).put("version", workflow.version());
    header.put("turns", turns.size());
    out.append(header.toString()).append('\n');
    for (Turn turn : turns) {
      ObjectNode line = MAPPER.createObjectNode();
      line.put("turn", turn.number()).put("command", turn.command().value());
      line.put("at", turn.at().toString());
      line.set("events", MAPPER.readTree(EventCodec.write(turn.events())));
      out.append(line.toString()).append('\n');
    }
  }

  /**
   * @throws UnreadableException naming the line, when it is no such file, or not all of one
   */
  public static JournalFile read(Reader in) throws IOException {
    BufferedReader lines = new BufferedReader(in);
    JsonNode header = line(lines.readLine(), 1);
    require(header.path("journal").asInt() == FORMAT, 1, "expected a journal of format " + FORMAT);
    int count = header.path("turns").asInt(-1);
    require(count >= 0 && count <= MAX_TURNS, 1, "turns is not a number from 0 to " + MAX_TURNS);
    List<Turn> turns = new ArrayList<>();
    for (int number = 2; number < count + 2; number++) {
      turns.add(turn(line(lines.readLine(), number), number));
    }
    require(lines.readLine() == null, count + 2, "there is more than the header says");
    try {
      CaseId id = new CaseId(header.path("case").asText());
      String workflow = header.path("workflow").asText();
      return new JournalFile(id, new WorkflowId(workflow, header.path("version").asInt()), turns);
    } catch (IllegalArgumentException e) {
      throw new UnreadableException("line 1: " + e.getMessage());
    }
  }

  private static JsonNode line(@Nullable String text, int number) {
    if (text == null) {
      throw new UnreadableException("line %d: missing, the file is not whole".formatted(number));
    }
    require(text.length() <= MAX_LINE, number, "longer than " + MAX_LINE + " characters");
    try {
      JsonNode tree = MAPPER.readTree(text);
      require(tree.isObject(), number, "no JSON object");
      return tree;
    } catch (JsonProcessingException e) {
      throw new UnreadableException("line %d: %s".formatted(number, e.getOriginalMessage()));
    }
  }

  private static Turn turn(JsonNode line, int number) {
    try {
      return new Turn(
          line.path("turn").asLong(-1),
          new CommandId(line.path("command").asText()),
          Instant.parse(line.path("at").asText()),
          EventCodec.read(line.path("events").toString()));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new UnreadableException("line %d: %s".formatted(number, e.getMessage()));
    }
  }

  private static void require(boolean held, int line, String otherwise) {
    if (!held) {
      throw new UnreadableException("line %d: %s".formatted(line, otherwise));
    }
  }
}
