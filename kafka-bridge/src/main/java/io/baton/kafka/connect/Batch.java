package io.baton.kafka.connect;

import java.util.ArrayList;
import java.util.List;

/**
 * What shares a transaction: all that was there when the first message was taken, as far as it
 * fits. What is sent while the others are taken is waited for no longer than a moment: senders that
 * are as quick as this would else keep the first one waiting until the batch is full.
 */
final class Batch<M> {
  static final long MOMENT_MILLIS = 10;

  private final List<M> messages = new ArrayList<>();
  private final int most;
  private final long mostBytes;
  private long bytes;
  private long began;
  private boolean complete;

  Batch(int most, long mostBytes) {
    this.most = most;
    this.mostBytes = mostBytes;
  }

  /**
   * @param sent when it was sent, by the sender's clock: if that is wrong, batches are smaller or
   *     larger than they could be, and nothing else
   */
  void add(M message, int size, long sent, long now) {
    if (messages.isEmpty()) {
      began = now;
    }
    messages.add(message);
    bytes += size;
    boolean late = sent >= began && now - began >= MOMENT_MILLIS;
    complete = messages.size() >= most || bytes >= mostBytes || late;
  }

  boolean isComplete() {
    return complete;
  }

  List<M> messages() {
    return messages;
  }
}
