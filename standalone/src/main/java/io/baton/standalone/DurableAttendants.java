package io.baton.standalone;

import io.baton.engine.Kernel;
import io.baton.port.Attendant;
import io.baton.port.CaseStore;
import io.baton.port.Outbox;
import io.baton.port.Settings;
import io.baton.port.Transactions;
import io.baton.standalone.durable.Ground;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** What works beside the engine, if it is on the class path. */
final class DurableAttendants implements Attendant.Host, AutoCloseable {
  private final List<Attendant> all = new ArrayList<>();
  private final List<Map.Entry<String, Object>> beans = new ArrayList<>();
  private final AtomicInteger threads = new AtomicInteger();
  private final Kernel kernel;
  private final String node;

  DurableAttendants(Kernel kernel, DurableBaton.Builder from, Ground ground) {
    this.kernel = kernel;
    this.node = ground.node();
    from.attended.forEach(each -> beans.add(named(each, ground)));
    ServiceLoader.load(Attendant.class).forEach(all::add);
  }

  private static Map.Entry<String, Object> named(DurableBaton.Attended each, Ground ground) {
    return Map.entry(each.name(), each.bean().apply(ground.database()));
  }

  void start() {
    all.forEach(attendant -> attendant.start(this));
  }

  @Override
  public void close() {
    all.forEach(Attendant::stop);
  }

  @Override
  public CaseStore store() {
    return kernel.store();
  }

  @Override
  public Transactions transactions() {
    return kernel.transactions();
  }

  @Override
  public Outbox outbox() {
    return kernel.outbox();
  }

  @Override
  public String node() {
    return node;
  }

  @Override
  public String setting(String name, String otherwise) {
    return Settings.get(name, otherwise);
  }

  @Override
  public <T> Map<String, T> beans(Class<T> type) {
    Map<String, T> found = new LinkedHashMap<>();
    beans.stream()
        .filter(bean -> type.isInstance(bean.getValue()))
        .forEach(bean -> found.put(bean.getKey(), type.cast(bean.getValue())));
    return found;
  }

  @Override
  public ThreadFactory threads() {
    return work -> {
      Thread thread = new Thread(work, "baton-attendant-" + threads.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
