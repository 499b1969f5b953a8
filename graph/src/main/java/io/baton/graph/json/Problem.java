package io.baton.graph.json;

/**
 * What is wrong with a graph, and where.
 *
 * @param pointer a JSON pointer into the graph's text, such as {@code /nodes/car/after/0}; empty
 *     for the whole text
 * @param text a sentence
 */
public record Problem(String pointer, String text) {
  /** The pointer of a member of what {@code pointer} points to. */
  public static String below(String pointer, String member) {
    return pointer + "/" + member.replace("~", "~0").replace("/", "~1");
  }

  /** True when this is told of {@code pointer} or of something in it. */
  public boolean isIn(String place) {
    return pointer.startsWith(place)
        && (pointer.length() == place.length() || pointer.charAt(place.length()) == '/');
  }

  @Override
  public String toString() {
    return pointer.isEmpty() ? text : pointer + ": " + text;
  }
}
