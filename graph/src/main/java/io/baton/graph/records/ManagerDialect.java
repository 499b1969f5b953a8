package io.baton.graph.records;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.graph.messages.ManagerFormat;
import io.baton.model.RecordWish;
import io.baton.model.StreamRecord;
import io.baton.model.TaskAnswer;
import io.baton.port.RecordDialect;
import io.baton.port.RecordReader;
import io.baton.wire.Members;
import java.time.Duration;

/**
 * What services tell their manager, in JSON or RON. The body says which case is meant; the record's
 * key may be anything, or nothing.
 */
public final class ManagerDialect implements RecordDialect {
  private static final ManagerFormat FORMAT = new ManagerFormat();
  private static final Duration KEEP = Duration.ofHours(24);

  @Override
  public String name() {
    return ManagerFormat.NAME;
  }

  @Override
  public RecordReader reader(String topic, JsonNode settings) {
    Members members = new Members(settings);
    Duration keep = members.duration("keep", KEEP);
    members.end();
    return record -> told(record, keep);
  }

  private static RecordWish told(StreamRecord record, Duration keep) {
    TaskAnswer told = FORMAT.read(Values.of(record));
    return new RecordWish.Told(told, CopiedHeaders.of(record).request(told.caseId()), keep);
  }
}
