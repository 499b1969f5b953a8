package io.baton.effectful;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.model.Naming.Style;
import io.baton.port.RecordDialect;
import io.baton.port.RecordReader;

/** Records of javactrl-kafka's topic of resumptions, whatever that is called. */
public final class JavactrlDialect implements RecordDialect {
  @Override
  public String name() {
    return "javactrl";
  }

  @Override
  public RecordReader reader(String topic, JsonNode settings) {
    return new JavactrlReader(ThreadSettings.read(topic, settings, Style.OF_CASE, null, null));
  }
}
