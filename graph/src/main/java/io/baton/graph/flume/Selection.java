package io.baton.graph.flume;

import static io.baton.graph.json.Problems.at;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.baton.graph.json.Problems;
import io.baton.graph.model.TaskName;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is selected in a node. The editor shows services with a capital letter; their names in
 * messages have none, so all letters of a service are made small, as the original does it.
 */
final class Selection {
  static final int MAX_NAME = 100;
  private static final String PORT = "multiSelect";
  private static final String SERVICE = "service_name";
  private static final String FUNCTION = "function_name";

  private Selection() {}

  /** Null when nothing is selected, which is a problem. */
  static @Nullable TaskName read(JsonNode node, String pointer, Problems problems) {
    String place = at(pointer, "inputData");
    if (!node.path("inputData").isObject()) {
      problems.add(place, "This is missing: it says which service and function are called.");
      return null;
    }
    String port = port(node.path("inputData"));
    JsonNode controls = node.path("inputData").path(port);
    String service = name(controls, SERVICE, at(place, port), problems);
    String function = name(controls, FUNCTION, at(place, port), problems);
    return service == null || function == null
        ? null
        : new TaskName(service.toLowerCase(Locale.ROOT), function, null);
  }

  /** The port with the selects, whatever its name. */
  private static String port(JsonNode inputData) {
    return inputData.properties().stream()
        .filter(port -> port.getValue().has(SERVICE) || port.getValue().has(FUNCTION))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(PORT);
  }

  private static @Nullable String name(
      JsonNode controls, String control, String place, Problems problems) {
    String name = controls.path(control).asText();
    if (controls.path(control).isTextual() && !name.isBlank() && name.length() <= MAX_NAME) {
      return name;
    }
    problems.add(
        at(place, control), "Nothing of 1 to %d characters is selected.".formatted(MAX_NAME));
    return null;
  }

  /** True when the editor can show it so that reading gives it again. */
  static boolean canShow(TaskName task) {
    return task.service().equals(task.service().toLowerCase(Locale.ROOT));
  }

  /** Selects {@code task} in {@code node}, unless it is selected already. */
  static void write(TaskName task, ObjectNode node) {
    ObjectNode inputData = node.withObject("/inputData");
    String port = port(inputData);
    JsonNode before = inputData.path(port);
    if (before.path(SERVICE).asText().toLowerCase(Locale.ROOT).equals(task.service())
        && before.path(FUNCTION).asText().equals(task.function())) {
      return;
    }
    ObjectNode controls =
        inputData.get(port) instanceof ObjectNode there ? there : inputData.putObject(port);
    controls.put(SERVICE, shown(task.service())).put(FUNCTION, task.function());
  }

  private static String shown(String service) {
    String shown = service.substring(0, 1).toUpperCase(Locale.ROOT) + service.substring(1);
    return shown.toLowerCase(Locale.ROOT).equals(service) ? shown : service;
  }
}
