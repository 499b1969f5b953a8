package io.baton.graph.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.baton.wire.Json;
import io.baton.wire.UnreadableException;
import org.jspecify.annotations.Nullable;

/**
 * What a service tells the manager. It is read under the original's names as well: {@code process}
 * around service and function, {@code schema} for the schema's version, {@code Success}, {@code
 * InProgress} and {@code Failed}.
 *
 * @param uuid of the process, which is the case: a UUID, or the id of a case that was started by
 *     another way and has another one
 * @param version null for the latest
 * @param data whatever the service gives; JSON's null for nothing
 * @param others members that are not known here
 */
public record ToManager(
    String uuid,
    String name,
    @Nullable String version,
    String service,
    String function,
    Status status,
    String schemaVersion,
    JsonNode data,
    ObjectNode others) {

  /**
   * @throws UnreadableException saying what is wrong and where
   */
  public static ToManager of(JsonNode tree) {
    Members members = Members.of(tree);
    String uuid = members.id("uuid");
    String name = members.text("name");
    String version = members.optionalText("version");
    Members process = members.has("process") ? members.object("process") : members;
    String service = process.text("service");
    String function = process.text("function");
    Status status = Status.of(members.text("status"));
    String schema = members.optionalText(members.either("schema_version", "schema"));
    JsonNode data = members.value("data");
    return new ToManager(
        uuid,
        name,
        version,
        service,
        function,
        status,
        SchemaVersion.check(schema == null ? SchemaVersion.CURRENT : schema),
        data == null ? NullNode.getInstance() : data,
        members.others());
  }

  /** As the seed has it. */
  public ObjectNode toJson() {
    ObjectNode tree = Json.STRICT.createObjectNode().put("uuid", uuid).put("name", name);
    if (version != null) {
      tree.put("version", version);
    }
    tree.put("service", service)
        .put("function", function)
        .put("status", status.text())
        .put("schema_version", schemaVersion)
        .set("data", data);
    return tree.setAll(others);
  }

  /** The next step's request: all that is not about this step is relayed unchanged. */
  public FromManager next(String nextService, String nextFunction, String atVersion) {
    return new FromManager(
        uuid, name, atVersion, nextService, nextFunction, schemaVersion, data, others);
  }
}
