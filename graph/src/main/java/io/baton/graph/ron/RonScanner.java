package io.baton.graph.ron;

import java.util.function.IntPredicate;

/** The characters of a text one after the other, and where they stand. */
final class RonScanner {
  /** What {@link #peek} gives behind the last character. */
  static final int END = -1;

  private final String text;
  private int at;

  RonScanner(String text) {
    this.text = text;
  }

  int peek() {
    return peek(0);
  }

  int peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : END;
  }

  /** The place, to come back to. */
  int mark() {
    return at;
  }

  void back(int mark) {
    at = mark;
  }

  String since(int mark) {
    return text.substring(mark, at);
  }

  boolean take(String expected) {
    boolean there = text.startsWith(expected, at);
    at += there ? expected.length() : 0;
    return there;
  }

  void expect(String expected, String where) {
    if (!take(expected)) {
      throw error("'%s' is expected %s".formatted(expected, where));
    }
  }

  /**
   * @throws RonException at the end of the text
   */
  char next() {
    if (at >= text.length()) {
      throw error("the text ends too early");
    }
    return text.charAt(at++);
  }

  String takeWhile(IntPredicate belongs) {
    int start = at;
    while (at < text.length() && belongs.test(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  /** Blanks and comments; those between stars may stand in one another. */
  void skipBlank() {
    while (true) {
      takeWhile(RonScanner::isBlank);
      if (take("//")) {
        takeWhile(c -> c != '\n');
      } else if (text.startsWith("/*", at)) {
        skipComment();
      } else {
        return;
      }
    }
  }

  private static boolean isBlank(int c) {
    return switch (c) {
      case ' ', '\t', '\n', '\r', 0x0B, 0x0C, 0x85, 0x200E, 0x200F, 0x2028, 0x2029 -> true;
      default -> false;
    };
  }

  private void skipComment() {
    int start = at;
    int depth = 0;
    do {
      if (take("/*")) {
        depth++;
      } else if (take("*/")) {
        depth--;
      } else if (at++ >= text.length()) {
        throw error(start, "this comment has no end");
      }
    } while (depth > 0);
  }

  RonException error(String reason) {
    return error(at, reason);
  }

  RonException error(int place, String reason) {
    String before = text.substring(0, Math.min(place, text.length()));
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    return new RonException(line, before.length() - before.lastIndexOf('\n'), reason);
  }
}
