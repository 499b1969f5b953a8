package io.baton.worker;

import org.jspecify.annotations.Nullable;

/** Does the work of one activity; called by several threads at once. */
@FunctionalInterface
public interface Handler {
  /**
   * May be called again for what it has done already, as when an answer was lost: {@link
   * Task#idempotencyKey} tells.
   *
   * @return the activity's result: whatever Jackson writes
   * @throws Refusal when the answer is no: nothing has happened, and trying again would not help
   * @throws Exception when the attempt has failed
   */
  @Nullable Object handle(Args args, Task task) throws Exception;
}
