package io.baton.port;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.ServiceLoader;

/** What records on a topic say and how; found by {@link ServiceLoader}. */
public interface RecordDialect {
  /** The value of {@code dialect} that chooses it for a topic. */
  String name();

  /**
   * @param settings members of the topic, without those that are the same for all dialects; an
   *     object. {@link io.baton.wire.Members} reads them.
   * @throws io.baton.wire.UnreadableException with each mistake, one a line, and where it is as a
   *     JSON pointer that begins at {@code settings}
   */
  RecordReader reader(String topic, JsonNode settings);

  /** Those that can be seen from the calling thread. */
  static List<RecordDialect> all() {
    return ServiceLoader.load(RecordDialect.class).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }
}
