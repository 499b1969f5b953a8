package io.baton.it.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/**
 * A broker in a process of its own. Arguments: its port, its folder, the password of its user, the
 * port for TLS, the file of its key, that file's password.
 */
public final class ArtemisMain {
  static final String USER = "baton-bridge";

  private ArtemisMain() {}

  public static void main(String[] args) throws Exception {
    ConfigurationImpl configuration = new ConfigurationImpl();
    configuration
        .setSecurityEnabled(true)
        .putSecurityRoles("#", Set.of(everything()))
        .setJournalType(JournalType.NIO)
        .setJournalDirectory(args[1] + "/journal")
        .setBindingsDirectory(args[1] + "/bindings")
        .setLargeMessagesDirectory(args[1] + "/large")
        .setPagingDirectory(args[1] + "/paging")
        .addAddressSetting(
            "#", new AddressSettings().setMaxDeliveryAttempts(-1).setDefaultExclusiveQueue(true))
        .addAcceptorConfiguration(acceptor(args[0], Map.of()))
        .addAcceptorConfiguration(
            acceptor(
                args[3],
                Map.of("sslEnabled", true, "keyStorePath", args[4], "keyStorePassword", args[5])));
    for (String name : List.of("baton.bridge", "in")) {
      configuration.addQueueConfiguration(
          QueueConfiguration.of(name).setRoutingType(RoutingType.ANYCAST).setExclusive(false));
    }
    EmbeddedActiveMQ server = new EmbeddedActiveMQ();
    server.setConfiguration(configuration);
    SecurityConfiguration users =
        new SecurityConfiguration(Map.of(USER, args[2]), Map.of(USER, List.of(USER)));
    server.setSecurityManager(
        new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users));
    server.start();
    System.in.read(); // Ends with the one who started it.
    server.stop();
  }

  private static TransportConfiguration acceptor(String port, Map<String, Object> more) {
    Map<String, Object> all = new HashMap<>(more);
    all.putAll(Map.of("host", "127.0.0.1", "port", port, "protocols", "CORE"));
    return new TransportConfiguration(NettyAcceptorFactory.class.getName(), all, "on " + port);
  }

  private static Role everything() {
    return new Role(USER, true, true, true, true, true, true, true, true, true, true, true, true);
  }
}
