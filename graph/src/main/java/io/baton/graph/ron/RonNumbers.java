package io.baton.graph.ron;

import io.baton.graph.ron.RonValue.Numeral;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers, with any of the suffixes that name a type of Rust. */
final class RonNumbers {
  private static final int MAX_NUMBER = 100;

  /** Beyond, what computes with a number may need a gigabyte for it. */
  private static final int MAX_EXPONENT = 10_000;

  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<sign>[+-]?)(?:0x(?<hex>[0-9A-Fa-f]+)|0b(?<bin>[01]+)|0o(?<oct>[0-7]+)"
              + "|(?<dec>[0-9]+|[0-9]*\\.[0-9]+|[0-9]+\\.)(?<exp>[eE][+-]?[0-9]+)?)"
              + "(?:[iu](?:8|16|32|64|128)|f(?:32|64))?");

  private final RonScanner text;

  RonNumbers(RonScanner text) {
    this.text = text;
  }

  boolean isAhead() {
    int c = text.peek();
    return RonLiterals.isDigit(c) || c == '+' || c == '-' || c == '.';
  }

  Numeral read() {
    int start = text.mark();
    String written = text.takeWhile(c -> RonLiterals.isWord(c) || c == '.' || c == '+' || c == '-');
    Matcher parts = NUMBER.matcher(written.replace("_", ""));
    if (written.length() > MAX_NUMBER || !parts.matches()) {
      throw text.error(start, "this is no number of at most %d characters".formatted(MAX_NUMBER));
    }
    try {
      BigDecimal number = number(parts);
      if (Math.abs((long) number.scale()) <= MAX_EXPONENT) {
        return new Numeral(number);
      }
    } catch (NumberFormatException e) {
      throw text.error(start, "this number cannot be read: " + e.getMessage());
    }
    throw text.error(start, "the exponent is beyond " + MAX_EXPONENT);
  }

  private static BigDecimal number(Matcher parts) {
    BigDecimal size;
    if (parts.group("hex") != null) {
      size = new BigDecimal(new BigInteger(parts.group("hex"), 16));
    } else if (parts.group("bin") != null) {
      size = new BigDecimal(new BigInteger(parts.group("bin"), 2));
    } else if (parts.group("oct") != null) {
      size = new BigDecimal(new BigInteger(parts.group("oct"), 8));
    } else {
      String digits = parts.group("dec");
      String exponent = parts.group("exp") == null ? "" : parts.group("exp");
      size = new BigDecimal((digits.endsWith(".") ? digits + "0" : digits) + exponent);
    }
    return parts.group("sign").equals("-") ? size.negate() : size;
  }
}
