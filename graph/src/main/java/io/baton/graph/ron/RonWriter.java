package io.baton.graph.ron;

import io.baton.graph.ron.RonValue.Flag;
import io.baton.graph.ron.RonValue.Items;
import io.baton.graph.ron.RonValue.Numeral;
import io.baton.graph.ron.RonValue.Some;
import io.baton.graph.ron.RonValue.Struct;
import io.baton.graph.ron.RonValue.Table;
import io.baton.graph.ron.RonValue.Text;
import io.baton.graph.ron.RonValue.Tuple;
import io.baton.graph.ron.RonValue.Word;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes a text of a value. */
final class RonWriter {
  private static final String PLAIN = "[A-Za-z_][A-Za-z0-9_]*";
  private static final int REPLACEMENT = 0xFFFD;

  private final StringBuilder text = new StringBuilder();

  RonWriter with(RonValue value) {
    if (value instanceof Struct struct) {
      name(struct.name());
      each("(", struct.fields().entrySet(), this::field, ")");
    } else if (value instanceof Tuple tuple) {
      name(tuple.name());
      each("(", tuple.items(), this::with, ")");
    } else if (value instanceof Items items) {
      each("[", items.items(), this::with, "]");
    } else if (value instanceof Table table) {
      each("{", table.entries().entrySet(), this::entry, "}");
    } else if (value instanceof Text string) {
      string(string.text());
    } else if (value instanceof Numeral numeral) {
      text.append(numeral.number());
    } else if (value instanceof Flag flag) {
      text.append(flag.value());
    } else if (value instanceof Word word) {
      name(word.word());
    } else if (value instanceof Some some) {
      text.append("Some(");
      with(some.value());
      text.append(')');
    } else {
      text.append("None");
    }
    return this;
  }

  private <T> void each(String begin, Collection<T> things, Consumer<T> write, String end) {
    text.append(begin);
    String separator = "";
    for (T thing : things) {
      text.append(separator);
      write.accept(thing);
      separator = ",";
    }
    text.append(end);
  }

  private void field(Map.Entry<String, RonValue> field) {
    name(field.getKey());
    text.append(':');
    with(field.getValue());
  }

  private void entry(Map.Entry<RonValue, RonValue> entry) {
    with(entry.getKey());
    text.append(':');
    with(entry.getValue());
  }

  private void name(@Nullable String name) {
    if (name != null) {
      text.append(name.matches(PLAIN) ? "" : "r#").append(name);
    }
  }

  private void string(String string) {
    text.append('"');
    string.codePoints().forEach(this::character);
    text.append('"');
  }

  private void character(int c) {
    switch (c) {
      case '"', '\\' -> text.append('\\').append((char) c);
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      default -> {
        if (Character.isISOControl(c)) {
          text.append("\\u{").append(Integer.toHexString(c)).append('}');
        } else {
          text.appendCodePoint(Character.getType(c) == Character.SURROGATE ? REPLACEMENT : c);
        }
      }
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
