package io.baton.effectful;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.baton.model.RecordWish;
import io.baton.model.StreamRecord;
import io.baton.port.RecordReader;
import io.baton.wire.UnreadableException;

/**
 * {@code new:<text>} starts; {@code v1:=<text>}, {@code v1:!<message>} and {@code v1} alone answer,
 * the last with null.
 */
final class JavactrlReader implements RecordReader {
  private final ThreadSettings settings;

  JavactrlReader(ThreadSettings settings) {
    this.settings = settings;
  }

  @Override
  public RecordWish read(StreamRecord record) {
    String value = ThreadSettings.value(record);
    if (value.startsWith(EffectfulReader.NEW)) {
      String parameter = value.substring(EffectfulReader.NEW.length());
      return settings.start(record, TextNode.valueOf(parameter));
    }
    int colon = value.indexOf(':');
    if (colon < 0) {
      return settings.answer(record, local(record, value), NullNode.getInstance(), null);
    }
    String id = local(record, value.substring(0, colon));
    String rest = value.substring(colon + 1);
    if (rest.startsWith("=")) {
      return settings.answer(record, id, TextNode.valueOf(rest.substring(1)), null);
    }
    if (rest.startsWith("!")) {
      String message = rest.substring(1);
      return settings.answer(record, id, TextNode.valueOf(message), message);
    }
    throw new UnreadableException(
        "expected new:<text>, or the id of a variable alone, with :=<text> or with :!<message>");
  }

  /** Who was given the full id may send it back as it is. */
  private static String local(StreamRecord record, String id) {
    String before = ThreadSettings.thread(record) + "|";
    return id.startsWith(before) ? id.substring(before.length()) : id;
  }
}
