package io.baton.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.baton.model.CaseSnapshot;
import java.util.Optional;

/**
 * Snapshots of cases as text. One that this version cannot read is none: the journal has it all.
 */
public final class CaseCodec {
  /** Raised with every change of what a snapshot or anything in it means. */
  private static final int SCHEMA = 6;

  private static final JsonMapper MAPPER = Aliases.on(Json.LENIENT_ENVELOPE);
  private static final ObjectReader READER = MAPPER.readerFor(Kept.class);

  private CaseCodec() {}

  public static String write(CaseSnapshot snapshot) {
    try {
      return MAPPER.writeValueAsString(new Kept(SCHEMA, snapshot));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a snapshot cannot be written: " + e.getMessage(), e);
    }
  }

  /** Empty when it was written by a version whose snapshots mean something else. */
  public static Optional<CaseSnapshot> read(String text) {
    try {
      Kept kept = READER.readValue(text);
      return kept.schema() == SCHEMA ? Optional.of(kept.snapshot()) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private record Kept(int schema, CaseSnapshot snapshot) {}
}
