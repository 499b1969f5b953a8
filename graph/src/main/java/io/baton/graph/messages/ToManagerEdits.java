package io.baton.graph.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.baton.wire.Json;
import io.baton.wire.UnreadableException;

/**
 * A new version of a workflow, from whoever draws it.
 *
 * @param workflow in whatever form it was drawn
 * @param others members that are not known here
 */
public record ToManagerEdits(
    String name, String version, String schemaVersion, JsonNode workflow, ObjectNode others) {

  /**
   * @throws UnreadableException saying what is wrong and where
   */
  public static ToManagerEdits of(JsonNode tree) {
    Members members = Members.of(tree);
    String name = members.text("name");
    String version = members.text("version");
    String schema = members.optionalText(members.either("schema_version", "schema"));
    JsonNode workflow = members.value("workflow");
    if (workflow == null) {
      throw new UnreadableException("at /workflow: missing");
    }
    return new ToManagerEdits(
        name,
        version,
        SchemaVersion.check(schema == null ? SchemaVersion.CURRENT : schema),
        workflow,
        members.others());
  }

  /** As the seed has it. */
  public ObjectNode toJson() {
    ObjectNode tree =
        Json.STRICT
            .createObjectNode()
            .put("name", name)
            .put("version", version)
            .put("schema_version", schemaVersion);
    tree.set("workflow", workflow);
    return tree.setAll(others);
  }
}
