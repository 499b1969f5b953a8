package io.baton.graph.intake;

import static io.baton.graph.json.Problems.at;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.graph.adjacency.Processes;
import io.baton.graph.json.Problems;
import io.baton.graph.model.TaskName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes an undo table of any of its forms. */
final class UndoTableReader {
  /** As the seed and as the original call it. */
  static final List<String> MEMBERS =
      List.of("services_function_negation_list", "rollback_functions");

  private final Problems problems = new Problems();
  private final Map<TaskName, List<TaskName>> table = new LinkedHashMap<>();

  UndoTable read(JsonNode whole) {
    JsonNode json = MEMBERS.stream().filter(whole::has).map(whole::path).findFirst().orElse(whole);
    if (json.isObject()) {
      json.properties().forEach(entry -> hearEntry(entry.getKey(), entry.getValue()));
    } else if (json.isArray()) {
      for (int i = 0; i < json.size(); i++) {
        hearPair(json.get(i), at("", i));
      }
    } else {
      problems.add("", "This is no table of undo functions.");
    }
    problems.throwIfAny();
    return new UndoTable(table);
  }

  private void hearEntry(String key, JsonNode value) {
    String pointer = at("", key);
    if (value.isObject() && !isProcess(value)) {
      value
          .properties()
          .forEach(
              function -> {
                TaskName process = new TaskName(key, function.getKey(), null);
                put(process, function.getValue(), at(pointer, function.getKey()));
              });
    } else {
      put(Processes.read(key, pointer, problems), value, pointer);
    }
  }

  /** A single undo, and not the functions of a service. */
  private static boolean isProcess(JsonNode value) {
    return value.size() == 2 && value.path("service").isTextual() && value.has("function");
  }

  private void hearPair(JsonNode pair, String pointer) {
    if (pair.isArray() && pair.size() == 2) {
      put(Processes.read(pair.get(0), at(pointer, 0), problems), pair.get(1), at(pointer, 1));
    } else {
      problems.add(pointer, "This is no pair of a process and its undo.");
    }
  }

  private void put(@Nullable TaskName process, JsonNode undos, String pointer) {
    if (process == null) {
      return;
    }
    List<TaskName> read = new ArrayList<>();
    if (undos.isArray()) {
      for (int i = 0; i < undos.size(); i++) {
        add(read, process, undos.get(i), at(pointer, i));
      }
    } else {
      add(read, process, undos, pointer);
    }
    if (table.put(process, List.copyOf(read)) != null) {
      problems.add(pointer, "%s is there twice.".formatted(process.activity()));
    }
  }

  private void add(List<TaskName> undos, TaskName process, JsonNode json, String pointer) {
    String text = json.asText();
    boolean ofSameService = json.isTextual() && !text.isBlank() && text.matches("[^.({]{1,100}");
    TaskName undo =
        ofSameService
            ? new TaskName(process.service(), text, null)
            : Processes.read(json, pointer, problems);
    if (undo != null && !undos.contains(undo)) {
      undos.add(undo);
    }
  }
}
