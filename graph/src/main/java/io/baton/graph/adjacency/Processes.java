package io.baton.graph.adjacency;

import static io.baton.graph.json.Problems.at;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.graph.json.Problems;
import io.baton.graph.model.TaskName;
import io.baton.graph.ron.Ron;
import io.baton.graph.ron.RonException;
import io.baton.wire.Json;
import io.baton.wire.UnreadableException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the original calls a process: a function of a service, as {@code
 * {"service":"user","function":"create"}}, as {@code "user.create"}, or as a text that has the
 * first in JSON or RON.
 */
public final class Processes {
  private static final String SERVICE = "service";
  private static final String FUNCTION = "function";
  private static final Set<String> MEMBERS = Set.of(SERVICE, FUNCTION);
  private static final int MAX_NAME = 100;

  private Processes() {}

  /** Null when it is none, which is a problem. */
  public static @Nullable TaskName read(JsonNode json, String pointer, Problems problems) {
    return json.isTextual()
        ? read(json.textValue(), pointer, problems)
        : ofObject(json, pointer, problems);
  }

  /** Null when it is none, which is a problem. */
  public static @Nullable TaskName read(String text, String pointer, Problems problems) {
    String process = text.strip();
    try {
      if (process.startsWith("{")) {
        return ofObject(Json.tree(process), pointer, problems);
      }
      if (process.startsWith("(") || process.startsWith("Process")) {
        return ofObject(Ron.toJson(Ron.read(process)), pointer, problems);
      }
    } catch (RonException | UnreadableException e) {
      problems.add(pointer, "This cannot be read: %s.".formatted(e.getMessage()));
      return null;
    }
    return ofDotted(process, pointer, problems);
  }

  private static @Nullable TaskName ofDotted(String text, String pointer, Problems problems) {
    int dot = text.indexOf('.');
    String service = text.substring(0, Math.max(dot, 0));
    String function = text.substring(dot + 1);
    if (function.indexOf('.') < 0 && isName(service) && isName(function)) {
      return new TaskName(service, function, null);
    }
    problems.add(
        pointer,
        "'%s' is not like user.create; a name with dots needs an object with service and function."
            .formatted(text));
    return null;
  }

  private static @Nullable TaskName ofObject(JsonNode json, String pointer, Problems problems) {
    json.properties().stream()
        .filter(member -> !MEMBERS.contains(member.getKey()))
        .forEach(member -> problems.add(at(pointer, member.getKey()), "This member is not known."));
    String service = json.path(SERVICE).asText();
    String function = json.path(FUNCTION).asText();
    if (isName(service) && isName(function)) {
      return new TaskName(service, function, null);
    }
    problems.add(
        pointer,
        "This is no object with service and function, each of 1 to %d characters."
            .formatted(MAX_NAME));
    return null;
  }

  private static boolean isName(String text) {
    return !text.isBlank() && text.length() <= MAX_NAME;
  }
}
