package io.baton.standalone.durable;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has been opened, to be closed in reverse, each whatever becomes of the others. */
public final class Opened implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Opened.class.getName());

  private final Deque<AutoCloseable> all = new ArrayDeque<>();

  public <T extends AutoCloseable> T add(T opened) {
    all.push(opened);
    return opened;
  }

  @Override
  public void close() {
    while (!all.isEmpty()) {
      close(all.pop());
    }
  }

  private static void close(AutoCloseable one) {
    try {
      one.close();
    } catch (Exception e) {
      LOG.log(System.Logger.Level.WARNING, "not closed cleanly: " + e, e);
    }
  }
}
