package io.baton.persistence.jpa;

import io.baton.api.GatewayState;
import io.baton.api.HeldEvent;
import io.baton.model.Gateway;
import io.baton.port.GatewayStore;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gateways as rows: each promise of the store in terms of the tables. Events come and go by the
 * hundred, so it is all JDBC.
 */
final class JpaGateways implements GatewayStore {
  private final Sessions sessions;
  private final CaseSql sql;

  JpaGateways(Sessions sessions, CaseSql sql) {
    this.sessions = sessions;
    this.sql = sql;
  }

  @Override
  public List<Gateway> all() {
    return jdbc(GatewayTable::all);
  }

  @Override
  public Gateway lock(String name) {
    return jdbc(
        db -> {
          db.update(sql.insertGateway(), name);
          return GatewayTable.lock(db, name).orElseThrow();
        });
  }

  @Override
  public void save(Gateway changed) {
    jdbc(db -> GatewayTable.save(db, changed));
  }

  /** The partitions first: who is taking events in holds one, and what it puts is seen then. */
  @Override
  public void drop(String gateway) {
    jdbc(
        db -> {
          PartitionTable.drop(db, gateway);
          InboxTable.drop(db, gateway);
          return EffectTable.drop(db, gateway);
        });
  }

  /** One at a time by the gateway's row, so a term is inserted by one only. */
  @Override
  public Optional<Taken> takeOver(String gateway, long epoch, int partition, String node) {
    return jdbc(
        db -> {
          boolean runs =
              GatewayTable.lock(db, gateway)
                  .filter(it -> it.state() == GatewayState.RUNNING && it.epoch() == epoch)
                  .isPresent();
          return runs
              ? Optional.of(PartitionTable.takeOver(db, gateway, epoch, partition, node))
              : Optional.empty();
        });
  }

  @Override
  public boolean accept(Slot slot, long former, long next, List<Waiting> events) {
    return jdbc(
        db -> {
          boolean mine = PartitionTable.move(db, slot, former, next);
          if (mine) {
            InboxTable.insert(db, slot, events);
          }
          return mine;
        });
  }

  @Override
  public List<Waiting> waiting(Slot slot, long after, int max) {
    return jdbc(db -> InboxTable.waiting(db, slot, after, max));
  }

  @Override
  public List<Waiting> waiting(Slot slot, String actor, long after, int max) {
    return jdbc(db -> InboxTable.waiting(db, slot, actor, after, max));
  }

  @Override
  public Set<String> held(Slot slot) {
    return jdbc(db -> InboxTable.heldActors(db, slot));
  }

  @Override
  public Map<String, Actor> actors(String gateway, Collection<String> names) {
    return jdbc(db -> ActorTable.some(db, gateway, names));
  }

  @Override
  public Optional<Actor> lockActor(String gateway, String name) {
    return jdbc(db -> ActorTable.lock(db, gateway, name));
  }

  @Override
  public boolean hold(Slot slot) {
    return jdbc(db -> PartitionTable.hold(db, slot));
  }

  @Override
  public boolean claim(Slot slot, long offset) {
    return jdbc(db -> InboxTable.claim(db, slot, offset));
  }

  @Override
  public void finish(Slot slot, Collection<Long> offsets, Collection<Actor> actors) {
    jdbc(
        db -> {
          InboxTable.finish(db, slot, offsets);
          ActorTable.keep(db, sql, slot.gateway(), actors);
          return slot;
        });
  }

  @Override
  public void failed(Slot slot, Failed failed) {
    jdbc(db -> InboxTable.failed(db, slot, failed));
  }

  @Override
  public void handled(Slot slot, Collection<Handled> events) {
    jdbc(
        db -> {
          InboxTable.handled(db, slot, events.stream().map(Handled::offset).toList());
          EffectTable.keep(db, slot, events);
          return slot;
        });
  }

  @Override
  public Optional<List<Wish>> wishes(Slot slot, long offset) {
    return jdbc(db -> EffectTable.wishes(db, slot, offset));
  }

  @Override
  public void carriedOut(Slot slot, Collection<CarriedOut> events) {
    jdbc(
        db -> {
          EffectTable.carriedOut(db, slot, events);
          return slot;
        });
  }

  @Override
  public List<HeldEvent> held(String gateway) {
    return jdbc(db -> HeldEvents.all(db, gateway));
  }

  @Override
  public boolean retry(String gateway, int partition, long offset) {
    return jdbc(db -> HeldEvents.retry(db, gateway, partition, offset));
  }

  @Override
  public boolean skip(String gateway, int partition, long offset) {
    return jdbc(db -> HeldEvents.skip(db, sql, gateway, partition, offset));
  }

  @Override
  public void schedule(Poll poll) {
    jdbc(db -> PollTable.schedule(db, sql, poll));
  }

  @Override
  public void unschedule(String agent, String key) {
    jdbc(db -> PollTable.unschedule(db, agent, key));
  }

  @Override
  public Optional<Poll> due(Set<String> agents, long patienceMillis) {
    return jdbc(db -> PollTable.due(db, sql, agents, patienceMillis));
  }

  @Override
  public boolean polled(Poll taken, @Nullable String state) {
    return jdbc(db -> PollTable.polled(db, sql, taken, state));
  }

  private <T> T jdbc(Work<T> work) {
    return sessions.write(
        session -> session.doReturningWork(connection -> work.on(new Jdbc(connection))));
  }

  /** What is done on a connection. */
  @FunctionalInterface
  private interface Work<T> {
    T on(Jdbc db) throws SQLException;
  }
}
