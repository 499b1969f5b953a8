package io.baton.effectful;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.port.RecordDialect;
import io.baton.port.RecordReader;
import io.baton.wire.Members;

/** Records of the topic {@code workflow-scheduler} of both. */
public final class SchedulerDialect implements RecordDialect {
  @Override
  public String name() {
    return "effectful-scheduler";
  }

  @Override
  public RecordReader reader(String topic, JsonNode settings) {
    Members members = new Members(settings);
    String resume = members.text("resume").orElse("workflow-resume");
    ThreadSettings.checkTopic(members, "resume", resume);
    members.end();
    return new SchedulerReader(topic, resume);
  }
}
