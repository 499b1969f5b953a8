package io.baton.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** One awaited answer of a case. */
public record RefId(String value) implements Comparable<RefId> {
  private static final char UNDO = '!';
  private static final String UNDO_REQUEST = "undo:";

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public RefId {
    Limits.name("ref", value, 200);
  }

  @JsonValue
  @Override
  public String value() {
    return value;
  }

  /** The ref numbered {@code number} below this one: a call in a scope, a branch of a fork. */
  public RefId child(long number) {
    return new RefId(value + "." + number);
  }

  /** The key of the {@code number}th undo of this ref, from 1 on; the first has the ref's own. */
  public RefId undo(int number) {
    return number == 1 ? this : new RefId(value + UNDO + number);
  }

  /** The ref whose effect the undo with this key takes back. */
  public RefId effect() {
    int end = value.indexOf(UNDO);
    return end < 0 ? this : new RefId(value.substring(0, end));
  }

  /** What a request to take back what this key stands for is known by, and its timer. */
  public RefId undoRequest() {
    return new RefId(UNDO_REQUEST + value);
  }

  /** The key of the undo that this is a request of; null for any other ref. */
  public @Nullable RefId requestedUndo() {
    return value.startsWith(UNDO_REQUEST)
        ? new RefId(value.substring(UNDO_REQUEST.length()))
        : null;
  }

  /** True for what was opened in the scope or branch {@code scope}. */
  public boolean isBelow(RefId scope) {
    return value.length() > scope.value.length()
        && value.charAt(scope.value.length()) == '.'
        && value.startsWith(scope.value);
  }

  /**
   * True for {@code point} itself, for what is below it, and for what the same branch came to after
   * it: many a call leaves nothing at its own id.
   */
  boolean isFrom(RefId point) {
    int number = Math.max(point.value.lastIndexOf('.'), point.value.lastIndexOf('~')) + 1;
    int end = number;
    while (end < value.length() && Character.isDigit(value.charAt(end))) {
      end++;
    }
    return value.regionMatches(0, point.value, 0, number)
        && end > number
        && Long.parseLong(value, number, end, 10)
            >= Long.parseLong(point.value, number, point.value.length(), 10);
  }

  @Override
  public int compareTo(RefId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
