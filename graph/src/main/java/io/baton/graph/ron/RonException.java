package io.baton.graph.ron;

/** A text that is no RON, or more than is read. */
public final class RonException extends RuntimeException {
  private final int line;
  private final int column;

  RonException(int line, int column, String reason) {
    super("line %d, column %d: %s".formatted(line, column, reason));
    this.line = line;
    this.column = column;
  }

  /** From 1 on. */
  public int line() {
    return line;
  }

  /** From 1 on, in characters. */
  public int column() {
    return column;
  }
}
