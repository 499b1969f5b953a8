package io.baton.persistence.jpa;

import java.util.function.Function;
import org.hibernate.StatelessSession;

/**
 * Lends sessions. They are stateless, so that a row that is locked is the row as it is then, even
 * if it was read before.
 */
interface Sessions extends AutoCloseable {
  /** Outside of a transaction, what is read is what is committed. */
  <R> R read(Function<StatelessSession, R> work);

  /**
   * @throws IllegalStateException when the caller has no transaction
   */
  <R> R write(Function<StatelessSession, R> work);

  @Override
  void close();
}
