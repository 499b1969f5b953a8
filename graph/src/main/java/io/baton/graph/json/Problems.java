package io.baton.graph.json;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, to tell it all at once. */
public final class Problems {
  private final List<Problem> list = new ArrayList<>();

  /**
   * @param pointer where, as {@link #at} makes it
   * @param text a sentence
   */
  public void add(String pointer, String text) {
    list.add(new Problem(pointer, text));
  }

  /**
   * @throws BadGraphException when there is anything
   */
  public void throwIfAny() {
    if (!list.isEmpty()) {
      throw new BadGraphException(list, null);
    }
  }

  public boolean isEmpty() {
    return list.isEmpty();
  }

  /** A JSON pointer: {@code above}, and further down member by member. */
  public static String at(String above, Object... members) {
    String pointer = above;
    for (Object member : members) {
      pointer = Problem.below(pointer, member.toString());
    }
    return pointer;
  }
}
