package io.baton.standalone.durable;

import io.baton.ejb.jms.Names;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnector;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnectorFactory;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQXAConnectionFactory;

/**
 * A broker in this JVM, with its journal on disk and no port: who is not in this JVM does not reach
 * it. Its queues and settings are those of {@code server-config/wildfly/30-messaging.cli}.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private static final long MAX_SIZE = 100L << 20;
  private static final int PAGE_SIZE = 10 << 20;
  private static final int FILE_SIZE = 4 << 20;
  private static final int SYNC_WAIT_NANOS = 500_000;
  private static final long MOMENT = 100;
  private static final long MINUTE = 60_000;

  private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();
  private final Map<String, Object> here;

  private EmbeddedBroker(Path folder, List<String> queues) {
    here = Map.of("serverId", NUMBERS.incrementAndGet());
    server.setConfiguration(configuration(folder, queues));
  }

  /**
   * @param queues addresses, such as {@link Names#COMMANDS_ADDRESS}
   */
  public static EmbeddedBroker open(Path folder, List<String> queues) {
    EmbeddedBroker broker = new EmbeddedBroker(folder, queues);
    try {
      broker.server.start();
    } catch (Exception e) {
      throw new IllegalStateException("the broker in " + folder + " does not start: " + e, e);
    }
    return broker;
  }

  private Configuration configuration(Path folder, List<String> queues) {
    Configuration all =
        new ConfigurationImpl()
            .setName("baton")
            .setSecurityEnabled(false)
            .setJMXManagementEnabled(false)
            .setCriticalAnalyzer(false) // A machine that was suspended is no reason to stop.
            .setMaxDiskUsage(-1)
            .setJournalType(JournalType.NIO)
            .setJournalFileSize(FILE_SIZE)
            .setJournalBufferTimeout_NIO(SYNC_WAIT_NANOS)
            .setBindingsDirectory(folder.resolve("bindings").toString())
            .setJournalDirectory(folder.resolve("journal").toString())
            .setPagingDirectory(folder.resolve("paging").toString())
            .setLargeMessagesDirectory(folder.resolve("large-messages").toString())
            .addAcceptorConfiguration(
                new TransportConfiguration(InVMAcceptorFactory.class.getName(), here));
    for (String queue : queues) {
      all.addAddressConfiguration(
          new CoreAddressConfiguration()
              .setName(queue)
              .addRoutingType(RoutingType.ANYCAST)
              .addQueueConfiguration(
                  QueueConfiguration.of(queue)
                      .setAddress(queue)
                      .setRoutingType(RoutingType.ANYCAST)
                      .setDurable(true)));
    }
    return all.addAddressSetting(Names.ADDRESSES, working())
        .addAddressSetting(Names.WORK_ADDRESSES + "#", onDemand())
        .addAddressSetting(Names.OUTPUTS_ADDRESS + ".*", inOrder())
        .addAddressSetting(Names.DEAD_ADDRESS, keeping())
        .addAddressSetting(Names.PARKED_ADDRESS, keeping().setExpiryAddress(dead()));
  }

  /**
   * Ten attempts, 0.1 s, 0.3 s, 0.9 s … 60 s apart; then, or when it expired, it is a dead letter.
   */
  private static AddressSettings working() {
    return settings()
        .setDeadLetterAddress(dead())
        .setExpiryAddress(dead())
        .setMaxDeliveryAttempts(10)
        .setRedeliveryDelay(MOMENT)
        .setRedeliveryMultiplier(3)
        .setMaxRedeliveryDelay(MINUTE);
  }

  /** Never given up, however often a reader fails. */
  private static AddressSettings keeping() {
    return settings().setMaxDeliveryAttempts(-1).setRedeliveryDelay(MINUTE);
  }

  /** What is given back keeps its place. */
  private static AddressSettings inOrder() {
    return settings()
        .setAutoCreateQueues(true)
        .setAutoCreateAddresses(true)
        .setDefaultExclusiveQueue(true)
        .setMaxDeliveryAttempts(-1)
        .setRedeliveryDelay(0);
  }

  /** Queues of workers elsewhere come to be when somebody is asked, or asks for work. */
  private static AddressSettings onDemand() {
    return working().setAutoCreateQueues(true).setAutoCreateAddresses(true);
  }

  private static AddressSettings settings() {
    return new AddressSettings()
        .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
        .setMaxSizeBytes(MAX_SIZE)
        .setPageSizeBytes(PAGE_SIZE)
        .setAutoCreateQueues(false)
        .setAutoCreateAddresses(false)
        .setAutoDeleteQueues(false)
        .setAutoDeleteAddresses(false);
  }

  private static SimpleString dead() {
    return SimpleString.of(Names.DEAD_ADDRESS);
  }

  /** Connections of their owner. A session takes one message at a time: the others are for all. */
  public ActiveMQXAConnectionFactory connections() {
    var factory =
        new ActiveMQXAConnectionFactory(
            false, new TransportConfiguration(InVMConnectorFactory.class.getName(), here));
    factory.setConsumerWindowSize(0);
    factory.setEnable1xPrefixes(true);
    factory.setBlockOnDurableSend(false); // The transaction's prepare waits for all of them.
    return factory;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the broker did not stop cleanly: " + e.getMessage(), e);
    } finally {
      InVMConnector.resetThreadPool(); // Its threads would keep the process alive for a minute.
    }
  }
}
