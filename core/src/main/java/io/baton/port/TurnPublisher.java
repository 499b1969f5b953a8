package io.baton.port;

import io.baton.model.Case;
import io.baton.model.Effect;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Says what the world outside is told of each turn, in the turn's own transaction: it is published
 * if and only if the turn is. Found by {@link ServiceLoader}. Pure, and quick: the case is locked.
 */
@FunctionalInterface
public interface TurnPublisher {
  /**
   * @param now the case after the turn; nothing of it may be changed
   * @return what is put on output topics; empty for nothing
   */
  List<Effect.Publish> after(Case now);

  /** Tells what all those tell that are beside this class. */
  static TurnPublisher found() {
    List<TurnPublisher> all =
        ServiceLoader.load(TurnPublisher.class, TurnPublisher.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    return now -> all.stream().flatMap(one -> one.after(now).stream()).toList();
  }
}
