package io.baton.ejb.jms;

import io.baton.model.Incident;
import io.baton.model.Incident.Kind;
import io.baton.port.CaseStore;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts a message that cannot be handled aside, whole and unopened, with an incident that says why.
 */
public final class Parking {
  private final ConnectionFactory connections;
  private final Queue parked;
  private final CaseStore store;

  public Parking(ConnectionFactory connections, Queue parked, CaseStore store) {
    this.connections = connections;
    this.parked = parked;
    this.store = store;
  }

  public void park(Message message, Kind kind, String code, String reason) throws JMSException {
    store.raise(new Incident(kind, code, null, reason, shown(message)));
    try (JMSContext session = connections.createContext()) {
      Map<String, Object> properties = properties(message);
      message.clearProperties();
      for (Map.Entry<String, Object> property : properties.entrySet()) {
        message.setObjectProperty(property.getKey(), property.getValue());
      }
      message.setStringProperty(Names.REASON, code + " " + reason);
      session.createProducer().send(parked, message);
    }
  }

  private static @Nullable String shown(Message message) throws JMSException {
    return message instanceof TextMessage text ? text.getText() : null;
  }

  /** Received properties are read-only as a whole, so they are taken off and put back. */
  private static Map<String, Object> properties(Message message) throws JMSException {
    Map<String, Object> properties = new HashMap<>();
    Enumeration<?> names = message.getPropertyNames();
    while (names.hasMoreElements()) {
      String name = (String) names.nextElement();
      if (!name.startsWith("JMSX")) {
        properties.put(name, message.getObjectProperty(name));
      }
    }
    return properties;
  }
}
