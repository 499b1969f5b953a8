package io.baton.graph.ron;

/** Identifiers and strings. */
final class RonLiterals {
  private final RonScanner text;

  RonLiterals(RonScanner text) {
    this.text = text;
  }

  static boolean isWord(int c) {
    return isDigit(c) || c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** True where {@code service:} follows, and not a value. */
  boolean isFieldAhead() {
    if (!isWord(text.peek()) || isDigit(text.peek()) || isRawStringAhead()) {
      return false;
    }
    int mark = text.mark();
    identifier();
    text.skipBlank();
    boolean field = text.peek() == ':';
    text.back(mark);
    return field;
  }

  String identifier() {
    if (text.take("r#")) {
      String raw = text.takeWhile(c -> isWord(c) || c == '.' || c == '+' || c == '-');
      if (raw.isEmpty()) {
        throw text.error("an identifier is expected after r#");
      }
      return raw;
    }
    int start = text.mark();
    String word = isDigit(text.peek()) ? "" : text.takeWhile(RonLiterals::isWord);
    if (word.isEmpty()) {
      throw text.error("nothing in RON begins like this");
    }
    if (word.matches("br?") && (text.peek() == '"' || text.peek() == '\'')) {
      throw text.error(start, "bytes are not read");
    }
    return word;
  }

  boolean isRawStringAhead() {
    int mark = 1;
    if (text.peek() != 'r') {
      return false;
    }
    while (text.peek(mark) == '#') {
      mark++;
    }
    return text.peek(mark) == '"';
  }

  String rawString() {
    int start = text.mark();
    text.next();
    String end = "\"" + text.takeWhile(c -> c == '#');
    text.next();
    int content = text.mark();
    while (!text.take(end)) {
      if (text.peek() == RonScanner.END) {
        throw text.error(start, "this string has no end");
      }
      text.next();
    }
    String all = text.since(content);
    return all.substring(0, all.length() - end.length());
  }

  String string() {
    int start = text.mark();
    text.next();
    StringBuilder string = new StringBuilder();
    while (!text.take("\"")) {
      string.append(text.takeWhile(c -> c != '"' && c != '\\'));
      if (text.peek() == RonScanner.END) {
        throw text.error(start, "this string has no end");
      }
      if (text.take("\\")) {
        string.appendCodePoint(escaped());
      }
    }
    return string.toString();
  }

  String character() {
    text.next();
    int character = text.next();
    if (character == '\\') {
      character = escaped();
    } else if (Character.isHighSurrogate((char) character)) {
      character = Character.toCodePoint((char) character, text.next());
    }
    text.expect("'", "after one character");
    return Character.toString(character);
  }

  private int escaped() {
    int start = text.mark() - 1;
    char kind = text.next();
    return switch (kind) {
      case '"', '\\', '\'' -> kind;
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case '0' -> 0;
      case 'x' -> codePoint(start, "" + text.next() + text.next(), 0x7F);
      case 'u' -> codePoint(start, braced(), Character.MAX_CODE_POINT);
      default -> throw text.error(start, "\\%s is no escape of RON".formatted(kind));
    };
  }

  private String braced() {
    text.expect("{", "in \\u{…}");
    String digits = text.takeWhile(RonLiterals::isWord);
    text.expect("}", "in \\u{…}");
    return digits;
  }

  private int codePoint(int start, String digits, int largest) {
    int codePoint = digits.matches("[0-9A-Fa-f]{1,6}") ? Integer.parseInt(digits, 16) : -1;
    if (codePoint < 0 || codePoint > largest || (codePoint >= 0xD800 && codePoint <= 0xDFFF)) {
      throw text.error(start, "this escape is no character");
    }
    return codePoint;
  }
}
