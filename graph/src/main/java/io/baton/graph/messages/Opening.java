package io.baton.graph.messages;

import io.baton.model.ActivityName;
import io.baton.model.Payload;
import java.util.Optional;

/**
 * How a case was opened by a service that told of a step before anybody had asked for one. Every
 * other step that the workflow begins with is then told of as well, and asked for by nobody.
 *
 * @param told the step, and what it gave
 */
public record Opening(ToManager told) {
  /** The only member of such a case's input. */
  public static final String MEMBER = "manager";

  /** Empty for a case that was started in another way. */
  public static Optional<Opening> of(Payload input) {
    boolean opened = input.json().size() == 1 && input.json().path(MEMBER).isObject();
    return opened
        ? Optional.of(new Opening(ToManager.of(input.json().path(MEMBER))))
        : Optional.empty();
  }

  public ActivityName activity() {
    return new ActivityName(told.service() + "." + told.function());
  }
}
