package io.baton.engine.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.model.RecordWish;
import io.baton.port.RecordDialect;
import io.baton.port.RecordReader;
import io.baton.wire.Members;
import io.baton.wire.RemoteAnswerCodec;
import java.time.Duration;

/** Each record is an answer of a worker, as Baton's own protocol for workers has it. */
public final class AnswerDialect implements RecordDialect {
  private static final Duration KEEP = Duration.ofHours(24);

  @Override
  public String name() {
    return "answer";
  }

  @Override
  public RecordReader reader(String topic, JsonNode settings) {
    Members members = new Members(settings);
    Duration keep = members.duration("keep", KEEP);
    members.end();
    return record ->
        new RecordWish.Answer(
            RemoteAnswerCodec.read(Values.text(record), record.id().text()), keep);
  }
}
