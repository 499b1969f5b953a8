package io.baton.examples.effectful;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.baton.engine.RecordIntake;
import io.baton.engine.RecordTopics;
import io.baton.model.Effect;
import io.baton.model.RecordId;
import io.baton.model.StreamRecord;
import io.baton.port.RecordDialect;
import io.baton.standalone.Baton;
import io.baton.standalone.ManualBaton;
import io.baton.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Topics as clients of kafka-workflow and javactrl-kafka see them: texts go in, texts come out.
 * What comes out on a topic that is read goes in again. Every turn begins with the journal alone.
 */
final class Wire {
  private final ManualBaton baton;
  private final ObjectNode document = Json.STRICT.createObjectNode();
  private RecordTopics topics = RecordTopics.NONE;
  private final Map<String, Long> offsets = new HashMap<>();
  private final List<Out> unread = new ArrayList<>();
  private int seen;

  Wire(Class<?>... workflows) {
    Baton.Builder builder = Baton.builder().fromScratch();
    List.of(workflows).forEach(builder::workflow);
    this.baton = builder.manual();
    document.put("schema", RecordTopics.SCHEMA).putObject("topics");
  }

  /** A record on a topic. */
  record Out(String topic, String key, @Nullable String value) {}

  /** As in the document of topics. */
  Wire topic(String name, String dialect, String settings) {
    ObjectNode topic = (ObjectNode) Json.tree(settings);
    document.withObject("/topics").set(name, topic.put("dialect", dialect));
    topics =
        new RecordTopics.Reader(RecordDialect.all())
            .read("the test", document.toString(), RecordTopics.Precedence.AFTER_THE_FILE)
            .end();
    return this;
  }

  ManualBaton baton() {
    return baton;
  }

  /** What was parked, and why. */
  List<String> parked() {
    return baton.incidents().stream().map(one -> one.code() + " " + one.reason()).toList();
  }

  Wire put(String topic, String key, @Nullable String value) {
    long offset = offsets.merge(topic, 1L, Long::sum) - 1;
    return put(topic, offset, key, value);
  }

  /** A record that may have come before. */
  Wire put(String topic, long offset, String key, @Nullable String value) {
    take(topic, offset, key, value);
    return advance(Duration.ZERO);
  }

  private void take(String topic, long offset, String key, @Nullable String value) {
    RecordId id = new RecordId("cluster", topic, 0, offset);
    StreamRecord record = new StreamRecord(id, topic, key, value, baton.clock().instant());
    assertThat(baton.take(record, topics)).isInstanceOf(RecordIntake.Taken.Done.class);
  }

  /** Lets time go by; what comes out on the way goes in again at its moment. */
  Wire advance(Duration time) {
    Duration left = time;
    while (!left.isZero()) {
      Duration step = left.compareTo(Duration.ofMillis(1)) > 0 ? nextStep(left) : left;
      baton.advance(step);
      feedBack();
      left = left.minus(step);
    }
    baton.advance(Duration.ZERO);
    feedBack();
    return this;
  }

  private Duration nextStep(Duration left) {
    Duration due =
        baton
            .nextDue()
            .map(next -> Duration.between(baton.clock().instant(), next))
            .filter(wait -> wait.compareTo(left) < 0 && !wait.isZero() && !wait.isNegative())
            .orElse(left);
    return due;
  }

  private void feedBack() {
    List<Effect.Publish> all = baton.outputs();
    while (seen < all.size()) {
      Effect.Publish out = all.get(seen++);
      unread.add(new Out(out.topic(), out.key(), out.text()));
      if (topics.of(out.topic()).isPresent()) {
        long offset = offsets.merge(out.topic(), 1L, Long::sum) - 1;
        take(out.topic(), offset, out.key(), out.text());
        baton.advance(Duration.ZERO);
        all = baton.outputs();
      }
    }
  }

  /** The next record of a topic that nobody has read. */
  Out next(String topic) {
    for (Out out : unread) {
      if (out.topic().equals(topic)) {
        unread.remove(out);
        return out;
      }
    }
    throw new AssertionError("nothing in " + topic + "; unread are " + unread + parked());
  }

  /** Everything that nobody has read, in the order in which it was sent. */
  List<String> rest() {
    List<String> rest =
        unread.stream().map(out -> out.topic() + " " + out.key() + " " + out.value()).toList();
    unread.clear();
    return rest;
  }

  /** How often something was passed over on a topic. */
  long counted(String what, String about) {
    return baton.counted().stream()
        .filter(one -> one.what().equals(what) && one.about().equals(about))
        .mapToLong(one -> one.times())
        .sum();
  }
}
