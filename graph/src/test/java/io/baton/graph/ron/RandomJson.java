package io.baton.graph.ron;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;

/** Any JSON. */
final class RandomJson {
  private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

  private RandomJson() {}

  static JsonNode with(Random random) {
    return with(random, 4);
  }

  private static JsonNode with(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 7 : 10)) {
      case 0 -> MAKE.nullNode();
      case 1 -> MAKE.booleanNode(random.nextBoolean());
      case 2 -> MAKE.numberNode(random.nextInt());
      case 3 -> MAKE.numberNode((1L << 40) + random.nextInt());
      case 4 -> MAKE.numberNode(BigInteger.ONE.shiftLeft(80).negate());
      case 5 ->
          DecimalNode.valueOf(new BigDecimal(BigInteger.valueOf(random.nextInt()), scale(random)));
      case 6 -> MAKE.textNode(text(random));
      case 7, 8 -> {
        ObjectNode object = MAKE.objectNode();
        for (int i = random.nextInt(4); i > 0; i--) {
          object.set(text(random), with(random, depth - 1));
        }
        yield object;
      }
      default -> {
        ArrayNode array = MAKE.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
          array.add(with(random, depth - 1));
        }
        yield array;
      }
    };
  }

  private static int scale(Random random) {
    int scale = random.nextInt(20) - 10;
    return scale == 0 ? 1 : scale;
  }

  private static String text(Random random) {
    int[] characters = {
      'a', 'B', '"', '\\', '\n', '\t', 0, 0x7F, '{', '/', '*', 0xE9, 0x2028, 0x1F600
    };
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.appendCodePoint(characters[random.nextInt(characters.length)]);
    }
    return text.toString();
  }
}
