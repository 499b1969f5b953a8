package io.baton.graph.messages;

import io.baton.wire.UnreadableException;
import java.util.Arrays;

/** How far a service is with what it was asked for. */
public enum Status {
  SUCCESS("success", "Success"),
  IN_PROGRESS("inprogress", "InProgress"),
  FAILURE("failure", "Failed");

  private final String text;
  private final String alias;

  Status(String text, String alias) {
    this.text = text;
    this.alias = alias;
  }

  /** As it is written. */
  public String text() {
    return text;
  }

  /**
   * @throws UnreadableException when it is none
   */
  static Status of(String text) {
    return Arrays.stream(values())
        .filter(status -> status.text.equals(text) || status.alias.equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new UnreadableException(
                    "at /status: '%s', known are success, inprogress and failure".formatted(text)));
  }
}
