package io.baton.it.kafka.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The topics of kafka-workflow, by plain clients of a real broker: line for line of its wire. */
@ExtendWith(SharedInstallation.class)
@DisplayName("A1.1 threads of kafka-workflow on a real broker")
final class ThreadsIT {
  private static final String ASKS = "wire-asks";

  private final Installation all;
  private final Told told;

  ThreadsIT(Installation all) {
    this.all = all;
    this.told = all.told();
  }

  private static String ok(String ref) {
    return "{\"ref\":\"%s\",\"value\":{\"id\":\"any\"}}".formatted(ref);
  }

  /** Starts a thread that asks, and answers with the id of what it asks for. */
  private String asked(String topic, String thread) {
    int before = told.all("wire-out", thread).size();
    all.put(topic, thread, "new:{}");
    return told.await("wire-out", thread, before + 1).get(before);
  }

  @Test
  @DisplayName(
      "A1.1.1 one topic is resumed by; its keys are the threads, whichever the sender chose")
  void A1_1_1_theKeyIsTheThread() {
    all.put(ASKS, "thread of Ada: 1", "new:{}");
    all.put(ASKS, "thread of Ada: 1", ok(told.await("wire-out", "thread of Ada: 1")));
    assertThat(told.await("workflow-result", "thread of Ada: 1"))
        .isEqualTo("{\"argument\":{},\"answer\":{\"id\":\"any\"}}");
  }

  @Test
  @DisplayName("A1.1.10 A1.1.12 the result of the first record goes out letter for letter as there")
  void A1_1_10_theResultGoesToWorkflowResult() {
    RecordMetadata first = all.put("wire-first", "thread1", "new:{\"throwAfterHotel\":false}");
    assertThat(first.offset()).isZero();
    assertThat(told.await("saga-reserve-car", "thread1")).isEqualTo("0:1");
    assertThat(told.await("saga-reserve-hotel", "thread1")).isEqualTo("0:2");
    assertThat(told.await("saga-reserve-flight", "thread1")).isEqualTo("0:3");
    for (String ref : List.of("0:3", "0:2", "0:1")) {
      all.put("wire-first", "thread1", ok(ref));
    }
    assertThat(told.await("workflow-result", "thread1"))
        .isEqualTo(
            "{\"car\":{\"id\":\"0:1\"},\"hotel\":{\"id\":\"0:2\"},\"flight\":{\"id\":\"0:3\"}}");
  }
}
