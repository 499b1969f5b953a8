package io.baton.ejb;

import io.baton.engine.Kernel;
import io.baton.port.Attendant;
import io.baton.port.CaseStore;
import io.baton.port.Outbox;
import io.baton.port.Settings;
import io.baton.port.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ThreadFactory;

/** What works beside the engine, if it is in the application. */
final class Attendants implements Attendant.Host {
  private final List<Attendant> all = new ArrayList<>();
  private final Kernel kernel;
  private final String node;
  private final Attendant.Beans beans;
  private final ThreadFactory threads;
  private boolean started;

  Attendants(Kernel kernel, String node, Attendant.Beans beans, ThreadFactory threads) {
    this.kernel = kernel;
    this.node = node;
    this.beans = beans;
    this.threads = threads;
    ServiceLoader.load(Attendant.class, Attendants.class.getClassLoader()).forEach(all::add);
  }

  /** Does nothing the second time. */
  synchronized void start() {
    if (!started) {
      started = true;
      all.forEach(attendant -> attendant.start(this));
    }
  }

  synchronized void stop() {
    if (started) {
      all.forEach(Attendant::stop);
    }
    started = true;
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
    return beans.beans(type);
  }

  @Override
  public ThreadFactory threads() {
    return threads;
  }
}
