package io.baton.effectful;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.model.Naming.Style;
import io.baton.port.RecordDialect;
import io.baton.port.RecordReader;

/** Records of kafka-workflow's topic {@code workflow-resume}. */
public final class EffectfulDialect implements RecordDialect {
  @Override
  public String name() {
    return "effectful";
  }

  @Override
  public RecordReader reader(String topic, JsonNode settings) {
    ThreadSettings read =
        ThreadSettings.read(topic, settings, Style.OF_RECORD, "workflow-result", "workflow-error");
    return new EffectfulReader(read);
  }
}
