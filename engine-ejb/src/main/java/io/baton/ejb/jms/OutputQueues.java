package io.baton.ejb.jms;

import io.baton.port.Settings;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;

/**
 * Where values for output topics go: to one queue, or to several, of which each has the values of
 * some keys. The several are exclusive, one consumer at a time, so that the order of a key is kept
 * also when a consumer is replaced by another.
 */
final class OutputQueues {
  private static final int MOST = 64;

  /** Read by Artemis when it makes the queue; WildFly has no such attribute for queues. */
  private static final String EXCLUSIVE = "?exclusive=true";

  private final int shards;

  /**
   * @throws IllegalStateException when the setting is no number of queues
   */
  OutputQueues() {
    String value = Settings.get(Settings.OUTPUT_SHARDS, "0");
    if (!value.matches("[0-9]{1,2}") || Integer.parseInt(value) > MOST) {
      throw new IllegalStateException(
          "BATON-1422 %s is '%s'; it must be 0 to %d"
              .formatted(Settings.OUTPUT_SHARDS, value, MOST));
    }
    shards = Integer.parseInt(value);
  }

  /** The queue of all values with this key. */
  Queue of(String key, JMSContext session) {
    return shards == 0
        ? session.createQueue(Names.OUTPUTS_QUEUE)
        : shard(Math.floorMod(key.hashCode(), shards), session);
  }

  private static Queue shard(int number, JMSContext session) {
    return session.createQueue(Names.OUTPUTS_QUEUE + "." + number + EXCLUSIVE);
  }

  /**
   * Has the broker make what is not there yet. By browsers: a queue that is made for a consumer is
   * not exclusive, whatever its name says.
   */
  void make(JMSContext session) throws JMSException {
    for (int number = 0; number < shards; number++) {
      session.createBrowser(shard(number, session)).close();
    }
  }
}
