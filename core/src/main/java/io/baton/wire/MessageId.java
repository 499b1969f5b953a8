package io.baton.wire;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The sender's id of a message, as a part of a command's id. */
public final class MessageId {
  private static final int MAX = 60;

  private MessageId() {}

  /**
   * @param told null when the message has none: then no other message has the same
   * @return at most 60 printable characters
   */
  public static String of(@Nullable String told) {
    if (told == null) {
      return UUID.randomUUID().toString();
    }
    boolean fits = told.length() <= MAX && told.chars().allMatch(c -> c > 32 && c < 127);
    return fits ? told : UUID.nameUUIDFromBytes(told.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
