package io.baton.port;

import java.util.Map;
import java.util.concurrent.ThreadFactory;

/**
 * Something that works beside the engine for as long as that runs; found by {@link
 * java.util.ServiceLoader}. A host starts each one when it takes commands, once.
 */
public interface Attendant {
  /** Returns soon; does its work on threads of its own. */
  void start(Host host);

  /** Returns when it does nothing any more, after some seconds at most. */
  void stop();

  /** What a host lends. */
  interface Host {
    CaseStore store();

    Transactions transactions();

    Outbox outbox();

    String node();

    /** A setting by name, or {@code otherwise}. */
    String setting(String name, String otherwise);

    /** The application's beans of a type, by their names. */
    <T> Map<String, T> beans(Class<T> type);

    /** Makes threads that may use what the application may use. */
    ThreadFactory threads();
  }
}
