package io.baton.graph.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.baton.model.Payload;
import io.baton.model.RemoteRequest;
import io.baton.wire.Json;
import io.baton.wire.UnreadableException;
import java.util.List;

/**
 * What the manager asks of a service; also a rollback function is asked for by an ordinary one.
 *
 * @param version as the workflow's definition writes it
 * @param others members that are not known here
 */
public record FromManager(
    String uuid,
    String name,
    String version,
    String service,
    String function,
    String schemaVersion,
    JsonNode data,
    ObjectNode others) {

  /** One argument is the data itself, none is null, several are a list. */
  static FromManager of(RemoteRequest request) {
    return new FromManager(
        request.caseId().value(),
        request.workflow(),
        request.version(),
        request.activity().service(),
        request.activity().function(),
        SchemaVersion.CURRENT,
        data(request.args()),
        Json.STRICT.createObjectNode());
  }

  private static JsonNode data(List<Payload> args) {
    return switch (args.size()) {
      case 0 -> NullNode.getInstance();
      case 1 -> args.get(0).json();
      default -> Json.STRICT.createArrayNode().addAll(args.stream().map(Payload::json).toList());
    };
  }

  /**
   * For services, and for tests of them.
   *
   * @throws UnreadableException saying what is wrong and where
   */
  public static FromManager of(JsonNode tree) {
    Members members = Members.of(tree);
    String uuid = members.id("uuid");
    String name = members.text("name");
    String version = members.text("version");
    Members process = members.has("process") ? members.object("process") : members;
    String service = process.text("service");
    String function = process.text("function");
    String schema = SchemaVersion.check(members.text(members.either("schema_version", "schema")));
    JsonNode data = members.value("data");
    return new FromManager(
        uuid,
        name,
        version,
        service,
        function,
        schema,
        data == null ? NullNode.getInstance() : data,
        members.others());
  }

  /** As the seed has it. */
  public ObjectNode toJson() {
    ObjectNode tree =
        Json.STRICT
            .createObjectNode()
            .put("uuid", uuid)
            .put("name", name)
            .put("version", version)
            .put("service", service)
            .put("function", function)
            .put("schema_version", schemaVersion);
    tree.set("data", data);
    return tree.setAll(others);
  }

  /** What the service tells of it. */
  public ToManager answer(Status status, JsonNode told) {
    return new ToManager(
        uuid, name, version, service, function, status, schemaVersion, told, others);
  }
}
