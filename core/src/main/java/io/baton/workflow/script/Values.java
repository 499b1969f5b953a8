package io.baton.workflow.script;

import io.baton.api.WorkflowError;
import io.baton.model.Payload;
import io.baton.wire.Json;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Values of a workflow as the journal keeps them. What does not fit is the workflow's error. */
final class Values {
  private Values() {}

  /**
   * @throws WorkflowError naming {@code what} when the value is no JSON, too large or too deep
   */
  static Payload write(@Nullable Object value, String what) {
    try {
      return Json.payload(value);
    } catch (IllegalArgumentException e) {
      throw new WorkflowError(what + " cannot be kept: " + e.getMessage());
    }
  }

  /**
   * @throws WorkflowError naming {@code what} and where it does not fit {@code type}
   */
  @SuppressWarnings({
    "unchecked",
    "NullAway"
  }) // The class says what is read; null was kept as null.
  static <T extends @Nullable Object> T read(@Nullable Payload kept, Class<T> type, String what) {
    return (T) read(kept, (Type) type, what);
  }

  private static @Nullable Object read(@Nullable Payload kept, Type type, String what) {
    try {
      return Json.value(kept == null ? Payload.NULL : kept, type, Json.LENIENT);
    } catch (IllegalArgumentException e) {
      throw new WorkflowError(
          "%s cannot be read as %s: %s".formatted(what, type.getTypeName(), e.getMessage()));
    }
  }
}
