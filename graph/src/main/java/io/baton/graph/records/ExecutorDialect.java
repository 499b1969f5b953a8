package io.baton.graph.records;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.graph.executor.ExecutionDoor;
import io.baton.graph.executor.ExecutionView;
import io.baton.graph.executor.WorkerTaskFormat;
import io.baton.graph.executor.WorkerTaskResult;
import io.baton.model.CaseId;
import io.baton.model.RecordId;
import io.baton.model.RecordWish;
import io.baton.model.StartRequest;
import io.baton.model.StreamRecord;
import io.baton.port.RecordDialect;
import io.baton.port.RecordReader;
import io.baton.wire.Json;
import io.baton.wire.Members;
import java.time.Duration;

/**
 * Executions that are to be created, and what workers tell of their task runs. Executions that this
 * engine has published come back where it publishes on a topic that it reads: they say nothing new.
 */
public final class ExecutorDialect implements RecordDialect {
  private static final ExecutionDoor DOOR = new ExecutionDoor();
  private static final Duration KEEP = Duration.ofHours(24);

  @Override
  public String name() {
    return WorkerTaskFormat.NAME;
  }

  @Override
  public RecordReader reader(String topic, JsonNode settings) {
    Members members = new Members(settings);
    Duration keep = members.duration("keep", KEEP);
    members.end();
    return record -> read(record, keep);
  }

  private static RecordWish read(StreamRecord record, Duration keep) {
    String text = Values.of(record);
    JsonNode tree = Json.tree(text);
    if (tree.has("taskRun")) {
      return new RecordWish.Answer(
          WorkerTaskResult.read(text).command(record.id().command()), keep);
    }
    return ExecutionView.isOne(tree)
        ? new RecordWish.Nothing("published by the engine itself")
        : new RecordWish.Start(start(DOOR.read(text, record.id().text()), record.id()));
  }

  /** Without an id it has one that is its record's, so that it is started once however it comes. */
  private static StartRequest start(StartRequest asked, RecordId id) {
    return asked.caseId() != null
        ? asked
        : new StartRequest(
            asked.workflow(),
            asked.version(),
            new CaseId(id.text()),
            asked.input(),
            asked.replyTo(),
            asked.requestId(),
            asked.businessKey(),
            asked.priority(),
            asked.circumstances());
  }
}
