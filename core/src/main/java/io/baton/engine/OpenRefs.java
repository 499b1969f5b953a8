package io.baton.engine;

import io.baton.model.CaseId;
import io.baton.model.Command.SettleRef;
import io.baton.model.CommandId;
import io.baton.model.Failure;
import io.baton.model.Payload;
import io.baton.model.RefId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Answers to refs that people know as {@code case/ref}. */
public final class OpenRefs {
  private OpenRefs() {}

  /**
   * @throws IllegalArgumentException when {@code openRefId} is no such id
   */
  public static SettleRef answer(String openRefId, Payload value) {
    return settle(openRefId, value, null);
  }

  /**
   * @throws IllegalArgumentException when {@code openRefId} is no such id
   */
  public static SettleRef refuse(String openRefId, String message) {
    return settle(openRefId, null, new Failure(Failure.Category.BUSINESS, "Refused", message));
  }

  /** A case id may hold slashes, a ref does not. */
  private static SettleRef settle(
      String openRefId, @Nullable Payload value, @Nullable Failure failure) {
    int slash = openRefId.lastIndexOf('/');
    if (slash < 1 || slash == openRefId.length() - 1) {
      throw new IllegalArgumentException(
          "'%s' is not the id of an open ref: case/ref is expected".formatted(openRefId));
    }
    CaseId id = new CaseId(openRefId.substring(0, slash));
    RefId ref = new RefId(openRefId.substring(slash + 1));
    CommandId command = new CommandId("answer " + UUID.randomUUID());
    return new SettleRef(id, command, ref, 0, value, failure);
  }
}
