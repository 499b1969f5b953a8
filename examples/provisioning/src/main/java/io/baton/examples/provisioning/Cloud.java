package io.baton.examples.provisioning;

import io.baton.api.Activity;
import io.baton.api.ActivityMode;
import org.jspecify.annotations.Nullable;

/**
 * A system elsewhere that knows no transactions. Each call may happen more than once, with the same
 * idempotency key; what a call that never came back has made is deleted all the same.
 */
public interface Cloud {
  /** Gives the machine's id at once; it is ready much later. */
  @Activity(mode = ActivityMode.EXTERNAL, undo = "deleteMachine", timeout = "PT5S")
  String requestMachine(String name, String size);

  /**
   * @param id null when nobody knows whether there is a machine: it is looked for by its name
   */
  @Activity(mode = ActivityMode.EXTERNAL, timeout = "PT5S")
  void deleteMachine(String name, String size, @Nullable String id);

  /** How far it is. */
  @Activity(mode = ActivityMode.EXTERNAL, timeout = "PT5S")
  Machine look(String id);
}
