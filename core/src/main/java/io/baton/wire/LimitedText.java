package io.baton.wire;

import java.io.Writer;

/** Text that ends with an error where it becomes too long, and not in want of memory. */
final class LimitedText extends Writer {
  private final int max;
  private final StringBuilder text = new StringBuilder();

  LimitedText(int max) {
    this.max = max;
  }

  /**
   * @throws UnreadableException when the text becomes longer than allowed
   */
  @Override
  public void write(char[] characters, int offset, int length) {
    if (text.length() + length > max) {
      throw new UnreadableException(
          "text has more than %d characters, the limit is %d".formatted(max, max));
    }
    text.append(characters, offset, length);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  @Override
  public String toString() {
    return text.toString();
  }
}
