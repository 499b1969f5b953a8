package io.baton.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;

/** A value of the application, as JSON. Nobody changes the tree. */
public record Payload(@JsonValue JsonNode json) {
  public static final Payload NULL = new Payload(NullNode.getInstance());

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Payload {}

  @Override
  public String toString() {
    return json.toString();
  }
}
