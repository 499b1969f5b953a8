package io.baton.standalone.durable;

import com.arjuna.ats.arjuna.common.CoreEnvironmentBeanException;
import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.arjuna.common.RecoveryEnvironmentBean;
import com.arjuna.ats.arjuna.common.arjPropertyManager;
import com.arjuna.ats.arjuna.common.recoveryPropertyManager;
import com.arjuna.ats.arjuna.coordinator.TransactionReaper;
import com.arjuna.ats.arjuna.objectstore.StoreManager;
import com.arjuna.ats.arjuna.recovery.RecoveryManager;
import com.arjuna.ats.internal.arjuna.objectstore.hornetq.HornetqJournalEnvironmentBean;
import com.arjuna.ats.internal.arjuna.objectstore.hornetq.HornetqObjectStoreAdaptor;
import com.arjuna.ats.internal.arjuna.recovery.AtomicActionRecoveryModule;
import com.arjuna.ats.internal.jta.recovery.arjunacore.JTAActionStatusServiceXAResourceOrphanFilter;
import com.arjuna.ats.internal.jta.recovery.arjunacore.JTANodeNameXAResourceOrphanFilter;
import com.arjuna.ats.internal.jta.recovery.arjunacore.JTATransactionLogXAResourceOrphanFilter;
import com.arjuna.ats.internal.jta.recovery.arjunacore.XARecoveryModule;
import com.arjuna.ats.jta.common.JTAEnvironmentBean;
import com.arjuna.ats.jta.common.jtaPropertyManager;
import com.arjuna.ats.jta.recovery.XAResourceRecoveryHelper;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.transaction.xa.XAResource;
import org.jboss.tm.XAResourceRecovery;
import org.jboss.tm.XAResourceRecoveryRegistry;

/**
 * The transaction manager, its log on disk, and the recovery that finishes what a killed process
 * left prepared. Narayana is one per JVM, and so is this.
 */
public final class Narayana implements XAResourceRecoveryRegistry, AutoCloseable {
  private static final int RECOVERY_SECONDS = 2;
  private static final int BACKOFF_SECONDS = 1;

  /** How often those who wait for their record to be on disk are gathered for one write. */
  private static final int FLUSHES_PER_SECOND = 2_000;

  /** A branch without a log is left alone this long: its transaction may just be committing. */
  private static final int ORPHAN_SAFETY_MILLIS = 5_000;

  private final Set<XAResourceRecovery> resources = ConcurrentHashMap.newKeySet();
  private final RecoveryManager recovery =
      RecoveryManager.manager(RecoveryManager.INDIRECT_MANAGEMENT);

  private Narayana() {
    XARecoveryModule branches = new XARecoveryModule();
    branches.addXAResourceRecoveryHelper(new Helper(resources));
    recovery.removeAllModules(false);
    recovery.addModule(new AtomicActionRecoveryModule());
    recovery.addModule(branches);
    recovery.initialize();
  }

  /**
   * @param node at most 23 bytes, unique among all who use the same database
   */
  public static Narayana open(Path log, String node, Duration timeout) {
    configure(log, node, timeout);
    return new Narayana();
  }

  private static void configure(Path log, String node, Duration timeout) {
    try {
      arjPropertyManager.getCoreEnvironmentBean().setNodeIdentifier(node);
    } catch (CoreEnvironmentBeanException e) {
      throw new IllegalArgumentException("node id " + node + ": " + e.getMessage(), e);
    }
    var coordinator = arjPropertyManager.getCoordinatorEnvironmentBean();
    coordinator.setDefaultTimeout((int) timeout.toSeconds());
    coordinator.setTransactionStatusManagerEnable(false); // It would open a port.
    keepLogIn(log);
    JTAEnvironmentBean jta = jtaPropertyManager.getJTAEnvironmentBean();
    jta.setXaRecoveryNodes(List.of(node));
    jta.setXAResourceRecordWrappingPlugin(new BranchNames());
    jta.setOrphanSafetyInterval(ORPHAN_SAFETY_MILLIS);
    jta.setXaResourceOrphanFilterClassNames(
        List.of(
            JTATransactionLogXAResourceOrphanFilter.class.getName(),
            JTANodeNameXAResourceOrphanFilter.class.getName(),
            JTAActionStatusServiceXAResourceOrphanFilter.class.getName()));
    RecoveryEnvironmentBean recovery = recoveryPropertyManager.getRecoveryEnvironmentBean();
    recovery.setRecoveryListener(false);
    recovery.setPeriodicRecoveryPeriod(RECOVERY_SECONDS);
    recovery.setRecoveryBackoffPeriod(BACKOFF_SECONDS);
    recovery.setExpiryScannerClassNames(List.of());
    recovery.setRecoveryModuleClassNames(List.of());
  }

  /**
   * In a journal, not in a file for each transaction: a process that is killed between the making
   * of such a file and its writing leaves an empty one, which recovery neither reads nor removes.
   */
  private static void keepLogIn(Path log) {
    BeanPopulator.getDefaultInstance(ObjectStoreEnvironmentBean.class)
        .setObjectStoreType(HornetqObjectStoreAdaptor.class.getName());
    var journal = BeanPopulator.getDefaultInstance(HornetqJournalEnvironmentBean.class);
    journal.setStoreDir(log.toString());
    journal.setAsyncIO(false);
    journal.setBufferFlushesPerSecond(FLUSHES_PER_SECOND);
    journal.setSyncDeletes(false); // What is done again after a kill finds nothing to do.
    for (String store : List.of("communicationStore", "stateStore")) {
      BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, store)
          .setObjectStoreDir(log.toString());
    }
  }

  public TransactionManager transactions() {
    return com.arjuna.ats.jta.TransactionManager.transactionManager();
  }

  public TransactionSynchronizationRegistry registry() {
    return jtaPropertyManager.getJTAEnvironmentBean().getTransactionSynchronizationRegistry();
  }

  /** Looks for work in doubt from now on, first of all at once. */
  public void startRecovery() {
    recovery.startRecoveryManagerThread();
  }

  @Override
  public void addXAResourceRecovery(XAResourceRecovery resource) {
    resources.add(resource);
  }

  /** Not by Narayana's own way: after the end of the recovery that waits for ever. */
  @Override
  public void removeXAResourceRecovery(XAResourceRecovery resource) {
    resources.remove(resource);
  }

  /** Ends the recovery; what is still in doubt waits for the next start. */
  public void stopRecovery() {
    recovery.terminate();
  }

  @Override
  public void close() {
    TransactionReaper.terminate(true);
    StoreManager.shutdown();
  }

  private record Helper(Set<XAResourceRecovery> of) implements XAResourceRecoveryHelper {
    @Override
    public boolean initialise(String parameter) {
      return true;
    }

    @Override
    public XAResource[] getXAResources() {
      return of.stream()
          .flatMap(resource -> Arrays.stream(resource.getXAResources()))
          .map(ScannedBranch::of)
          .toArray(XAResource[]::new);
    }
  }
}
