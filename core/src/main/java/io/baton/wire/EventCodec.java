package io.baton.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.baton.model.Event;
import java.util.List;

/** The events of a turn as a JSON array: what stands in the journal. */
public final class EventCodec {
  private static final JsonMapper MAPPER = Aliases.on(Json.LENIENT_ENVELOPE);
  private static final TypeReference<List<Event>> EVENTS = new TypeReference<>() {};
  private static final ObjectWriter WRITER = MAPPER.writerFor(EVENTS);
  private static final ObjectReader READER = MAPPER.readerFor(EVENTS);

  private EventCodec() {}

  public static String write(List<Event> events) {
    try {
      return WRITER.writeValueAsString(events);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("events cannot be written: " + e.getMessage(), e);
    }
  }

  /**
   * @throws UnreadableException when the journal holds what this version cannot read
   */
  public static List<Event> read(String text) {
    try {
      return READER.readValue(text);
    } catch (JsonProcessingException e) {
      throw Json.unreadable(e);
    }
  }
}
