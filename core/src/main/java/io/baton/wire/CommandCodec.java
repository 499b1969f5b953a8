package io.baton.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.baton.model.Command;
import io.baton.model.Command.ExecuteActivity;
import io.baton.model.Command.ExecuteUndo;
import java.util.List;
import java.util.Optional;

/**
 * Commands as the text of a message: {@code {"schema":1,"commands":[…]}}. Arguments above {@value
 * #MAX_INLINE} characters stay in the case's journal.
 */
public final class CommandCodec {
  public static final int SCHEMA = 1;
  public static final int MAX_INLINE = 64 * 1024;
  public static final int MAX_COMMANDS = 1_000;

  /** Longest message that is read; an answer of the largest size fits. */
  public static final int MAX_TEXT = 4 * Json.MAX_DOCUMENT;

  private static final JsonMapper MAPPER = Aliases.on(Json.STRICT_ENVELOPE);

  private CommandCodec() {}

  public static String write(List<Command> commands) {
    String whole = text(new Batch(SCHEMA, commands));
    return whole.length() <= MAX_INLINE
        ? whole
        : text(new Batch(SCHEMA, commands.stream().map(CommandCodec::slim).toList()));
  }

  private static Command slim(Command command) {
    if (command instanceof Command.Work work && work.args() != null && isLarge(work)) {
      return work.undo()
          ? new ExecuteUndo(
              work.caseId(), work.ref(), work.activity(), work.attempt(), null, work.origin())
          : new ExecuteActivity(
              work.caseId(), work.ref(), work.activity(), work.attempt(), null, work.origin());
    }
    return command;
  }

  private static boolean isLarge(Command.Work work) {
    return text(work).length() > MAX_INLINE;
  }

  private static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a command cannot be written: " + e.getMessage(), e);
    }
  }

  /**
   * @throws UnreadableException saying what is wrong and where
   */
  public static List<Command> read(String text) {
    JsonNode tree = Json.tree(text, MAPPER, MAX_TEXT);
    JsonNode schema = tree.path("schema");
    if (!schema.isInt() || schema.intValue() != SCHEMA) {
      throw new UnreadableException("at /schema: expected " + SCHEMA + ", found " + schema);
    }
    try {
      List<Command> commands = MAPPER.treeToValue(tree, Batch.class).commands();
      Optional<String> missing = Missing.in(commands, "/commands");
      if (missing.isPresent()) {
        throw new UnreadableException("at " + missing.get() + ": missing");
      }
      if (commands.isEmpty() || commands.size() > MAX_COMMANDS) {
        throw new UnreadableException(
            "at /commands: %d commands, allowed are 1 to %d"
                .formatted(commands.size(), MAX_COMMANDS));
      }
      return commands;
    } catch (JsonProcessingException e) {
      throw Json.unreadable(e);
    }
  }

  private record Batch(int schema, List<Command> commands) {}
}
