package io.baton.graph.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.el.ELException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** JSON as expressions see it, and back: texts, numbers, booleans, lists and maps, nothing else. */
final class Data {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Data() {}

  static @Nullable Object of(@Nullable JsonNode json) {
    if (json == null || json.isNull() || json.isMissingNode()) {
      return null;
    }
    if (json.isTextual()) {
      return json.textValue();
    }
    if (json.isBoolean()) {
      return json.booleanValue();
    }
    if (json.isNumber()) {
      return number(json);
    }
    return json.isArray() ? new Items((ArrayNode) json) : new Fields((ObjectNode) json);
  }

  private static Object number(JsonNode json) {
    if (json.canConvertToLong() && json.isIntegralNumber()) {
      return json.longValue();
    }
    return json.isIntegralNumber() ? json.bigIntegerValue() : json.decimalValue();
  }

  /**
   * @throws ELException for what is no data
   */
  static JsonNode json(@Nullable Object value) {
    if (value == null) {
      return NullNode.getInstance();
    }
    if (value instanceof Items items) {
      return items.json;
    }
    if (value instanceof Fields fields) {
      return fields.json;
    }
    if (value instanceof String || value instanceof Character) {
      return JSON.textNode(value.toString());
    }
    if (value instanceof Boolean flag) {
      return JSON.booleanNode(flag);
    }
    if (value instanceof Number number) {
      return json(number);
    }
    if (value instanceof List<?> list) {
      ArrayNode array = JSON.arrayNode();
      list.forEach(item -> array.add(json(item)));
      return array;
    }
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = JSON.objectNode();
      map.forEach((name, member) -> object.set(String.valueOf(name), json(member)));
      return object;
    }
    throw new ELException("a " + value.getClass().getSimpleName() + " is no data");
  }

  private static JsonNode json(Number number) {
    if (number instanceof BigDecimal decimal) {
      return JSON.numberNode(decimal);
    }
    if (number instanceof BigInteger integer) {
      return JSON.numberNode(integer);
    }
    if (number instanceof Double || number instanceof Float) {
      double value = number.doubleValue();
      if (Double.isNaN(value) || Double.isInfinite(value)) {
        throw new ELException(value + " is no JSON number");
      }
      return JSON.numberNode(BigDecimal.valueOf(value));
    }
    long value = number.longValue();
    return value == (int) value ? JSON.numberNode((int) value) : JSON.numberNode(value);
  }

  /** A list of JSON. */
  private static final class Items extends AbstractList<@Nullable Object> {
    private final ArrayNode json;

    Items(ArrayNode json) {
      this.json = json;
    }

    @Override
    public @Nullable Object get(int index) {
      return of(json.get(index));
    }

    @Override
    public int size() {
      return json.size();
    }
  }

  /** An object of JSON. */
  private static final class Fields extends AbstractMap<String, @Nullable Object> {
    private final ObjectNode json;

    Fields(ObjectNode json) {
      this.json = json;
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
      return of(json.get(String.valueOf(name)));
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
      return json.has(String.valueOf(name));
    }

    @Override
    public int size() {
      return json.size();
    }

    @Override
    public Set<Entry<String, @Nullable Object>> entrySet() {
      Map<String, @Nullable Object> all = new LinkedHashMap<>();
      json.properties().forEach(field -> all.put(field.getKey(), of(field.getValue())));
      return all.entrySet();
    }
  }
}
