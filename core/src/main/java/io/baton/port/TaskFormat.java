package io.baton.port;

import io.baton.model.Effect;
import io.baton.model.RemoteRequest;
import io.baton.model.TaskAnswer;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The text of requests and answers in a format of another system than Baton; found by {@link
 * ServiceLoader}.
 */
public interface TaskFormat {
  /** As the setting {@code baton.task.format} names it. */
  String name();

  String write(RemoteRequest request);

  /** Tells workers that nobody awaits this any more; empty for Baton's own text. */
  default Optional<String> writeCallOff(Effect.CallOff off) {
    return Optional.empty();
  }

  /**
   * True when answers come to Baton's own queue for them, where a {@link ForeignFormat} reads them;
   * then {@link #read} is not called.
   */
  default boolean answersAmongBatonsOwn() {
    return false;
  }

  /**
   * @throws io.baton.wire.UnreadableException saying what is wrong and where
   */
  TaskAnswer read(String text);

  /** Those that can be seen from the calling thread. */
  static List<TaskFormat> all() {
    return ServiceLoader.load(TaskFormat.class).stream().map(ServiceLoader.Provider::get).toList();
  }
}
