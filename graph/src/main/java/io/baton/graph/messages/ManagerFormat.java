package io.baton.graph.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.baton.graph.model.GraphVersion;
import io.baton.model.ActivityName;
import io.baton.model.CaseId;
import io.baton.model.Failure;
import io.baton.model.Failure.Category;
import io.baton.model.Payload;
import io.baton.model.RemoteRequest;
import io.baton.model.TaskAnswer;
import io.baton.port.TaskFormat;
import io.baton.wire.Json;
import io.baton.wire.UnreadableException;
import org.jspecify.annotations.Nullable;

/** Requests as {@link FromManager}, answers as {@link ToManager}, these in either notation. */
public final class ManagerFormat implements TaskFormat {
  public static final String NAME = "manager";

  private final Notation notation;

  /** In JSON. */
  public ManagerFormat() {
    this(Notation.JSON);
  }

  /**
   * @param notation of requests
   */
  public ManagerFormat(Notation notation) {
    this.notation = notation;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String write(RemoteRequest request) {
    return notation.write(FromManager.of(request).toJson());
  }

  @Override
  public TaskAnswer read(String text) {
    ToManager told = ToManager.of(Notation.readEither(text));
    try {
      return new TaskAnswer(
          new CaseId(told.uuid()),
          told.name(),
          number(told.version()),
          new ActivityName(told.service() + "." + told.function()),
          told.status() == Status.SUCCESS ? new Payload(told.data()) : null,
          told.status() == Status.FAILURE ? failure(told) : null,
          new Payload(input(told)));
    } catch (UnreadableException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new UnreadableException(String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable Integer number(@Nullable String version) {
    if (version == null) {
      return null;
    }
    try {
      return new GraphVersion(version).number();
    } catch (IllegalArgumentException e) {
      throw new UnreadableException("at /version: " + e.getMessage());
    }
  }

  private static Failure failure(ToManager told) {
    JsonNode data = told.data();
    String why = data.isTextual() ? data.textValue() : data.toString();
    String type = told.service() + "." + told.function();
    return new Failure(Category.BUSINESS, type, data.isNull() ? "failed, without a reason" : why);
  }

  private static ObjectNode input(ToManager told) {
    ObjectNode input = Json.STRICT.createObjectNode();
    input.set(Opening.MEMBER, told.toJson());
    return input;
  }
}
