package io.baton.ejb.node;

import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * WildFly's management model as it can be read inside the server: its JMX domain {@code jboss.as}.
 */
final class ServerModel {
  static final String BROKER = "subsystem=messaging-activemq,server=default";

  private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();

  /** False on another server, where nothing can be read. */
  boolean isReadable() {
    return !names("subsystem=datasources").isEmpty();
  }

  /** While it boots, with this application in it, nothing of its configuration can be read yet. */
  boolean isBooting() {
    return names("management-root=server").stream()
        .map(root -> attribute(root, "serverState").orElse("starting"))
        .anyMatch("starting"::equals);
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

  /** Waits while another operation, such as a deployment, changes the server. */
  void invoke(ObjectName name, String operation) throws JMException {
    beans.invoke(name, operation, new Object[0], new String[0]);
  }

  /**
   * An attribute of the embedded broker's settings for an address: the most specific pattern that
   * matches and has it decides, as in the broker itself.
   */
  Optional<String> addressSetting(String address, String attribute) {
    return names(BROKER + ",address-setting=*").stream()
        .filter(name -> matches(pattern(name), address))
        .sorted(Comparator.comparing((ObjectName name) -> pattern(name).length()).reversed())
        .flatMap(name -> attribute(name, attribute).stream())
        .findFirst();
  }

  private static String pattern(ObjectName name) {
    String value = name.getKeyProperty("address-setting");
    return value.startsWith("\"") ? ObjectName.unquote(value) : value;
  }

  /** {@code *} stands for one word, {@code #} for any number of them. */
  private static boolean matches(String pattern, String address) {
    String regex =
        pattern
            .chars()
            .mapToObj(c -> c == '#' ? ".*" : c == '*' ? "[^.]*" : Pattern.quote("" + (char) c))
            .collect(Collectors.joining());
    return address.matches(regex);
  }

  /** False when the broker is another process, whose settings cannot be read here. */
  boolean hasBroker() {
    return !names(BROKER).isEmpty();
  }
}
