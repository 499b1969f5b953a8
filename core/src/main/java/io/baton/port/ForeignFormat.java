package io.baton.port;

import io.baton.model.Command;
import io.baton.model.ReplyTo;
import io.baton.model.StartRequest;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Reads texts in the format of another system that come on Baton's own queues for starts and
 * answers; found by {@link ServiceLoader}.
 */
public interface ForeignFormat {
  /** As operators know it. */
  String name();

  /** True when the text is of this format: a quick look, as it may be of any length. */
  boolean isStart(String text);

  /**
   * @throws io.baton.wire.UnreadableException saying what is wrong and where
   */
  StartRequest start(String text, @Nullable ReplyTo replyTo, String requestId);

  /** True when the text is of this format: a quick look, as it may be of any length. */
  boolean isAnswer(String text);

  /**
   * @throws io.baton.wire.UnreadableException saying what is wrong and where
   */
  Command answer(String text);

  /** Those that are beside this class. */
  static List<ForeignFormat> all() {
    return ServiceLoader.load(ForeignFormat.class, ForeignFormat.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  /** The first of {@code all} whose start the text is. */
  static Optional<ForeignFormat> ofStart(List<ForeignFormat> all, String text) {
    return all.stream().filter(format -> format.isStart(text)).findFirst();
  }

  /** The first of {@code all} whose answer the text is. */
  static Optional<ForeignFormat> ofAnswer(List<ForeignFormat> all, String text) {
    return all.stream().filter(format -> format.isAnswer(text)).findFirst();
  }
}
