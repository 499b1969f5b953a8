package io.baton.graph.ron;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A value as RON has it. */
public sealed interface RonValue {
  /** What identifiers are made of; those that are not plain are written with {@code r#}. */
  Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9_.+-]+");

  /**
   * {@code Process(service:"user",function:"create")}.
   *
   * @param name null for a struct without one
   * @param fields in the order of the text
   */
  record Struct(@Nullable String name, Map<String, RonValue> fields) implements RonValue {
    public Struct {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
      fields.keySet().forEach(RonValue::requireIdentifier);
      if (name != null) {
        requireIdentifier(name);
      }
    }
  }

  /**
   * {@code (1,2)}, {@code Point(1,2)} or the unit {@code ()}.
   *
   * @param name null for a tuple without one
   */
  record Tuple(@Nullable String name, List<RonValue> items) implements RonValue {
    public Tuple {
      items = List.copyOf(items);
      if (name != null) {
        requireIdentifier(name);
      }
    }
  }

  /** {@code [1,2]}. */
  record Items(List<RonValue> items) implements RonValue {
    public Items {
      items = List.copyOf(items);
    }
  }

  /**
   * {@code {"a":1}}; a key may be any value.
   *
   * @param entries in the order of the text
   */
  record Table(Map<RonValue, RonValue> entries) implements RonValue {
    public Table {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }
  }

  /** A string, or a single character. */
  record Text(String text) implements RonValue {}

  /** A number; 1 and 1.0 differ, as they do in RON. */
  record Numeral(BigDecimal number) implements RonValue {}

  /** {@code true} or {@code false}. */
  record Flag(boolean value) implements RonValue {}

  /** A bare identifier, such as the enum value {@code Success}. */
  record Word(String word) implements RonValue {
    public Word {
      requireIdentifier(word);
    }
  }

  /** {@code Some(…)}. */
  record Some(RonValue value) implements RonValue {}

  /** {@code None}. */
  record None() implements RonValue {}

  private static void requireIdentifier(String text) {
    if (!IDENTIFIER.matcher(text).matches()) {
      throw new IllegalArgumentException("'" + text + "' is no identifier of RON");
    }
  }
}
