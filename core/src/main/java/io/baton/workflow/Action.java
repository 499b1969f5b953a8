package io.baton.workflow;

import io.baton.model.ActivityName;
import io.baton.model.Payload;
import io.baton.model.RefId;
import java.util.List;

/** One thing that a program asks for. */
public sealed interface Action {
  /** Run an activity and await its answer as {@code ref}. */
  record Run(RefId ref, ActivityName activity, List<Payload> args) implements Action {}
}
