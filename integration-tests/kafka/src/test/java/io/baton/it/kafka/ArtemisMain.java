package io.baton.it.kafka;

import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** A broker in a process of its own. Arguments: its port, its folder. */
public final class ArtemisMain {
  private ArtemisMain() {}

  public static void main(String[] args) throws Exception {
    ConfigurationImpl configuration = new ConfigurationImpl();
    configuration
        .setSecurityEnabled(false)
        .setJournalType(JournalType.NIO)
        .setJournalDirectory(args[1] + "/journal")
        .setBindingsDirectory(args[1] + "/bindings")
        .setLargeMessagesDirectory(args[1] + "/large")
        .setPagingDirectory(args[1] + "/paging")
        .addAddressSetting("#", new AddressSettings().setMaxDeliveryAttempts(-1))
        .addAcceptorConfiguration(
            new TransportConfiguration(
                NettyAcceptorFactory.class.getName(),
                Map.of("host", "127.0.0.1", "port", args[0], "protocols", "CORE")));
    for (String name : List.of("out", "in", "parked", "bridge")) {
      configuration.addQueueConfiguration(
          QueueConfiguration.of(name)
              .setRoutingType(RoutingType.ANYCAST)
              .setExclusive(name.equals("out")));
    }
    EmbeddedActiveMQ server = new EmbeddedActiveMQ();
    server.setConfiguration(configuration);
    server.start();
    System.in.read(); // Ends with the one who started it.
    server.stop();
  }
}
