package io.baton.graph.records;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.model.RecordWish;
import io.baton.model.StreamRecord;
import io.baton.port.RecordDialect;
import io.baton.port.RecordReader;
import io.baton.wire.DefinitionRequestCodec;
import io.baton.wire.Members;

/** Workflows from whoever draws them, as they come to the manager's topic for edits. */
public final class EditsDialect implements RecordDialect {
  @Override
  public String name() {
    return "manager-edits";
  }

  @Override
  public RecordReader reader(String topic, JsonNode settings) {
    new Members(settings).end();
    return EditsDialect::define;
  }

  /** Whether the workflow can be read is said by whoever deploys it, with every mistake. */
  private static RecordWish define(StreamRecord record) {
    return new RecordWish.Define(DefinitionRequestCodec.deploy(Values.of(record)).document());
  }
}
