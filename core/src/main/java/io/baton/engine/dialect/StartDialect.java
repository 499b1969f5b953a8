package io.baton.engine.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.model.CaseId;
import io.baton.model.Payload;
import io.baton.model.RecordWish;
import io.baton.model.StartRequest;
import io.baton.model.StreamRecord;
import io.baton.port.RecordDialect;
import io.baton.port.RecordReader;
import io.baton.wire.Members;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Each record starts a case: its value is the input. The case has the record's key as its id, or
 * what the record is known by, so that the record that comes again starts no second one.
 */
public final class StartDialect implements RecordDialect {
  @Override
  public String name() {
    return "start";
  }

  @Override
  public RecordReader reader(String topic, JsonNode settings) {
    Members members = new Members(settings);
    Optional<String> workflow = members.text("workflow");
    Optional<Members.Spot> workflowFrom = members.spot("workflowFrom");
    if (settings.has("workflow") == settings.has("workflowFrom")) {
      members.wrong("workflow", "expected either it or workflowFrom");
    }
    @Nullable Integer version = members.number("version", 1, Integer.MAX_VALUE);
    Optional<Members.Spot> caseId = members.spot("caseIdFrom");
    members.end();
    return record -> {
      JsonNode input = Values.of(record);
      String started =
          workflow.isPresent()
              ? workflow.get()
              : workflowFrom.orElseThrow().text(record.key(), input);
      return new RecordWish.Start(
          new StartRequest(
              started,
              version,
              id(caseId, record, input),
              new Payload(input),
              null,
              record.id().text()));
    };
  }

  private static CaseId id(Optional<Members.Spot> from, StreamRecord record, JsonNode input) {
    if (from.isPresent()) {
      return new CaseId(from.get().text(record.key(), input));
    }
    return new CaseId(record.key() == null ? record.id().text() : record.key());
  }
}
