package io.baton.engine.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.model.CaseId;
import io.baton.model.Payload;
import io.baton.model.RecordWish;
import io.baton.model.SignalRequest;
import io.baton.model.StreamRecord;
import io.baton.port.RecordDialect;
import io.baton.port.RecordReader;
import io.baton.wire.Members;
import io.baton.wire.Members.Spot;
import io.baton.wire.UnreadableException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Each record is a signal: to the case that its key names, to those that hear it under a key, or to
 * those that have an attribute.
 */
public final class EventDialect implements RecordDialect {
  private static final Duration KEEP = Duration.ofHours(24);
  private static final Spot KEY = new Spot(null);

  @Override
  public String name() {
    return "event";
  }

  @Override
  public RecordReader reader(String topic, JsonNode settings) {
    Members members = new Members(settings);
    Optional<String> signal = members.text("signal");
    Optional<Spot> signalFrom = members.spot("signalFrom");
    if (settings.has("signal") == settings.has("signalFrom")) {
      members.wrong("signal", "expected either it or signalFrom");
    }
    Optional<Spot> toCase = members.spot("case");
    Optional<Spot> published = members.spot("publish");
    Optional<String> attribute = members.text("attribute");
    Optional<Spot> from = members.spot("from");
    if (Stream.of("case", "publish", "attribute").filter(settings::has).count() > 1) {
      members.wrong("case", "expected only one of case, publish and attribute");
    }
    if (from.isPresent() && attribute.isEmpty()) {
      members.wrong("from", "only together with attribute");
    }
    Optional<Spot> value = members.spot("value");
    Duration keep = members.duration("keep", KEEP);
    members.end();
    return record -> {
      JsonNode body = Values.of(record);
      String name =
          signal.isPresent() ? signal.get() : signalFrom.orElseThrow().text(record.key(), body);
      Payload told = new Payload(value.isPresent() ? value.get().in(record.key(), body) : body);
      Told event = new Told(record, body, name, told, keep);
      if (attribute.isPresent()) {
        return event.found(attribute.get(), from.orElse(KEY));
      }
      return published.isPresent()
          ? event.signal(null, published.get())
          : event.signal(toCase.orElse(KEY), null);
    };
  }

  /** A record, and the signal that it is. */
  private record Told(
      StreamRecord record, JsonNode body, String signal, Payload value, Duration keep) {
    RecordWish signal(@Nullable Spot toCase, @Nullable Spot key) {
      return new RecordWish.Signal(
          new SignalRequest(
              toCase == null ? null : new CaseId(toCase.text(record.key(), body)),
              key == null ? null : key.text(record.key(), body),
              signal,
              value,
              record.id().text(),
              keep));
    }

    RecordWish found(String attribute, Spot from) {
      JsonNode equal = from.in(record.key(), body);
      if (!equal.isValueNode() || equal.asText().length() > 180) {
        throw new UnreadableException(
            "an attribute is equal to a number, true, false or a text of up to 180 characters");
      }
      return new RecordWish.Found(
          attribute, new Payload(equal), signal, value, record.id().text(), keep);
    }
  }
}
