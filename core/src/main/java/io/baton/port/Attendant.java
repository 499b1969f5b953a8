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

  /** The application's beans of a type, by their names. */
  interface Beans {
    /** Those without a name of their own go by the simple name of their class. */
    <T> Map<String, T> beans(Class<T> type);
  }

  /** What a host lends. */
  interface Host extends Beans {
    CaseStore store();

    Transactions transactions();

    Outbox outbox();

    String node();

    /** A setting by name, or {@code otherwise}. */
    String setting(String name, String otherwise);

    /** Makes threads that may use what the application may use. */
    ThreadFactory threads();
  }
}
