package io.baton.graph.ron;

import io.baton.graph.ron.RonValue.Flag;
import io.baton.graph.ron.RonValue.Items;
import io.baton.graph.ron.RonValue.None;
import io.baton.graph.ron.RonValue.Some;
import io.baton.graph.ron.RonValue.Struct;
import io.baton.graph.ron.RonValue.Table;
import io.baton.graph.ron.RonValue.Text;
import io.baton.graph.ron.RonValue.Tuple;
import io.baton.graph.ron.RonValue.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a value of a text. */
final class RonParser {
  private static final Pattern EXTENSION =
      Pattern.compile(
          "implicit_some|unwrap_newtypes|unwrap_variant_newtypes|explicit_struct_names");

  private final RonScanner text;
  private final RonLiterals literals;
  private final RonNumbers numbers;
  private int depth;

  RonParser(String text) {
    this.text = new RonScanner(text);
    this.literals = new RonLiterals(this.text);
    this.numbers = new RonNumbers(this.text);
    if (text.length() > Ron.MAX) {
      throw new RonException(
          1, 1, "the text has %d characters, the limit is %d".formatted(text.length(), Ron.MAX));
    }
  }

  RonValue whole() {
    text.skipBlank();
    while (text.take("#")) {
      extensions();
    }
    RonValue value = value();
    text.skipBlank();
    if (text.peek() != RonScanner.END) {
      throw text.error("the value has ended, and more follows");
    }
    return value;
  }

  /** They change what may be left out; here it may be left out anyway. */
  private void extensions() {
    for (String part : List.of("!", "[", "enable", "(")) {
      text.skipBlank();
      text.expect(part, "in #![enable(…)]");
    }
    do {
      text.skipBlank();
      String name = text.takeWhile(RonLiterals::isWord);
      if (!EXTENSION.matcher(name).matches()) {
        throw text.error("'%s' is no extension of RON".formatted(name));
      }
      text.skipBlank();
    } while (text.take(","));
    text.expect(")", "after the extensions");
    text.skipBlank();
    text.expect("]", "after the extensions");
    text.skipBlank();
  }

  private RonValue value() {
    text.skipBlank();
    int c = text.peek();
    if (c == RonScanner.END) {
      throw text.error("the text ends where a value is expected");
    }
    return switch (c) {
      case '(' -> parenthesised(null);
      case '[' -> items();
      case '{' -> table();
      case '"' -> new Text(literals.string());
      case '\'' -> new Text(literals.character());
      default -> named();
    };
  }

  private RonValue named() {
    if (numbers.isAhead()) {
      return numbers.read();
    }
    if (literals.isRawStringAhead()) {
      return new Text(literals.rawString());
    }
    int start = text.mark();
    String name = literals.identifier();
    return switch (name) {
      case "true", "false" -> new Flag(name.equals("true"));
      case "None" -> new None();
      case "inf", "NaN" -> throw text.error(start, name + " is no number that JSON has");
      case "Some" -> some(start);
      default -> {
        text.skipBlank();
        yield text.peek() == '(' ? parenthesised(name) : new Word(name);
      }
    };
  }

  private RonValue some(int start) {
    text.skipBlank();
    if (text.peek() == '('
        && parenthesised("Some") instanceof Tuple one
        && one.items().size() == 1) {
      return new Some(one.items().get(0));
    }
    throw text.error(start, "Some has one value");
  }

  private RonValue parenthesised(@Nullable String name) {
    deeper();
    text.next();
    text.skipBlank();
    RonValue value = literals.isFieldAhead() ? struct(name) : new Tuple(name, values(")"));
    depth--;
    return value;
  }

  private RonValue struct(@Nullable String name) {
    Map<String, RonValue> fields = new LinkedHashMap<>();
    do {
      text.skipBlank();
      if (text.peek() == ')') {
        break;
      }
      int start = text.mark();
      String field = literals.identifier();
      text.skipBlank();
      text.expect(":", "after the field " + field);
      if (fields.put(field, value()) != null) {
        throw text.error(start, "the field %s is there twice".formatted(field));
      }
      text.skipBlank();
    } while (text.take(","));
    text.expect(")", "or a comma, after a field");
    return new Struct(name, fields);
  }

  private RonValue items() {
    deeper();
    text.next();
    RonValue items = new Items(values("]"));
    depth--;
    return items;
  }

  private List<RonValue> values(String end) {
    List<RonValue> values = new ArrayList<>();
    do {
      text.skipBlank();
      if (text.peek() == end.charAt(0)) {
        break;
      }
      values.add(value());
      text.skipBlank();
    } while (text.take(","));
    text.expect(end, "or a comma, after a value");
    return values;
  }

  private RonValue table() {
    deeper();
    text.next();
    Map<RonValue, RonValue> entries = new LinkedHashMap<>();
    do {
      text.skipBlank();
      if (text.peek() == '}') {
        break;
      }
      int start = text.mark();
      RonValue key = value();
      text.skipBlank();
      text.expect(":", "after the key of a map");
      if (entries.put(key, value()) != null) {
        throw text.error(start, "this key is there twice");
      }
      text.skipBlank();
    } while (text.take(","));
    text.expect("}", "or a comma, after an entry");
    depth--;
    return new Table(entries);
  }

  private void deeper() {
    if (++depth > Ron.MAX_DEPTH) {
      throw text.error("deeper than " + Ron.MAX_DEPTH);
    }
  }
}
