package io.baton.ejb.node;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/**
 * WildFly's management model as it can be read inside the server: its JMX domain {@code jboss.as}.
 */
final class ServerModel {
  private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();

  /** False on another server, where nothing can be read. */
  boolean isReadable() {
    return !names("subsystem=datasources").isEmpty();
  }

  /** All resources of that pattern, such as {@code subsystem=datasources,xa-data-source=*}. */
  Set<ObjectName> names(String pattern) {
    try {
      return beans.queryNames(new ObjectName("jboss.as:" + pattern), null);
    } catch (JMException e) {
      throw new IllegalStateException("management model: " + pattern, e);
    }
  }

  /** Empty when undefined, unknown or an unresolvable expression. */
  Optional<String> attribute(ObjectName name, String attribute) {
    try {
      return Optional.ofNullable(beans.getAttribute(name, attribute)).map(String::valueOf);
    } catch (JMException e) {
      return Optional.empty();
    }
  }

  /** What the embedded broker's settings for an address come to; empty without a broker. */
  Optional<CompositeData> addressSettings(String address) {
    for (ObjectName server : names("subsystem=messaging-activemq,server=default")) {
      try {
        Object answer =
            beans.invoke(
                server,
                "resolveAddressSetting",
                new Object[] {address},
                new String[] {String.class.getName()});
        return Optional.ofNullable((CompositeData) answer);
      } catch (JMException e) {
        throw new IllegalStateException("address settings of " + address + ": " + e, e);
      }
    }
    return Optional.empty();
  }
}
