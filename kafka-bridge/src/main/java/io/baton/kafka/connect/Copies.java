package io.baton.kafka.connect;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.Enumeration;

/** A message that was taken is for reading only; what is sent on is a copy. */
final class Copies {
  private Copies() {}

  static Message of(Message message, Session session) throws JMSException {
    Message copy = body(message, session);
    Enumeration<?> names = message.getPropertyNames();
    while (names.hasMoreElements()) {
      String name = names.nextElement().toString();
      if (!name.startsWith("JMSX")) {
        copy.setObjectProperty(name, message.getObjectProperty(name));
      }
    }
    return copy;
  }

  private static Message body(Message message, Session session) throws JMSException {
    if (message instanceof TextMessage text) {
      return session.createTextMessage(text.getText());
    }
    if (message instanceof BytesMessage bytes) {
      bytes.reset();
      byte[] all = new byte[(int) bytes.getBodyLength()];
      bytes.readBytes(all);
      BytesMessage copy = session.createBytesMessage();
      copy.writeBytes(all);
      return copy;
    }
    return session.createMessage();
  }
}
