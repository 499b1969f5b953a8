package io.baton.graph.ron;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.baton.graph.ron.RonValue.Flag;
import io.baton.graph.ron.RonValue.Items;
import io.baton.graph.ron.RonValue.None;
import io.baton.graph.ron.RonValue.Numeral;
import io.baton.graph.ron.RonValue.Some;
import io.baton.graph.ron.RonValue.Struct;
import io.baton.graph.ron.RonValue.Table;
import io.baton.graph.ron.RonValue.Text;
import io.baton.graph.ron.RonValue.Tuple;
import io.baton.graph.ron.RonValue.Word;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** RON to JSON and back, as {@link Ron} promises it. */
final class RonJson {
  private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

  private RonJson() {}

  static JsonNode toJson(RonValue value) {
    if (value instanceof Struct struct) {
      ObjectNode object = MAKE.objectNode();
      struct.fields().forEach((name, field) -> object.set(name, toJson(field)));
      return object;
    } else if (value instanceof Tuple tuple) {
      return tuple.items().isEmpty() && tuple.name() == null
          ? NullNode.instance
          : array(tuple.items());
    } else if (value instanceof Items items) {
      return array(items.items());
    } else if (value instanceof Table table) {
      return table(table.entries());
    } else if (value instanceof Text text) {
      return TextNode.valueOf(text.text());
    } else if (value instanceof Numeral numeral) {
      return number(numeral.number());
    } else if (value instanceof Flag flag) {
      return BooleanNode.valueOf(flag.value());
    } else if (value instanceof Word word) {
      return TextNode.valueOf(word.word());
    } else if (value instanceof Some some) {
      return toJson(some.value());
    }
    return NullNode.instance;
  }

  private static ArrayNode array(List<RonValue> values) {
    ArrayNode array = MAKE.arrayNode();
    values.forEach(value -> array.add(toJson(value)));
    return array;
  }

  private static JsonNode table(Map<RonValue, RonValue> entries) {
    if (entries.keySet().stream().allMatch(Text.class::isInstance)) {
      ObjectNode object = MAKE.objectNode();
      entries.forEach((key, value) -> object.set(((Text) key).text(), toJson(value)));
      return object;
    }
    ArrayNode pairs = MAKE.arrayNode();
    entries.forEach((key, value) -> pairs.add(array(List.of(key, value))));
    return pairs;
  }

  /** As Jackson would have read it. */
  private static JsonNode number(BigDecimal number) {
    if (number.scale() != 0) {
      return DecimalNode.valueOf(number);
    }
    BigInteger whole = number.toBigIntegerExact();
    if (whole.bitLength() < Integer.SIZE) {
      return MAKE.numberNode(whole.intValueExact());
    }
    return whole.bitLength() < Long.SIZE
        ? MAKE.numberNode(whole.longValueExact())
        : MAKE.numberNode(whole);
  }

  static RonValue fromJson(JsonNode json) {
    return switch (json.getNodeType()) {
      case OBJECT -> {
        Map<RonValue, RonValue> entries = new LinkedHashMap<>();
        json.properties()
            .forEach(entry -> entries.put(new Text(entry.getKey()), fromJson(entry.getValue())));
        yield new Table(entries);
      }
      case ARRAY -> {
        List<RonValue> items = new ArrayList<>();
        json.forEach(item -> items.add(fromJson(item)));
        yield new Items(items);
      }
      case NUMBER -> new Numeral(json.decimalValue());
      case BOOLEAN -> new Flag(json.booleanValue());
      case NULL, MISSING -> new None();
      default -> new Text(json.asText());
    };
  }
}
