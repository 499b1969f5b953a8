package io.baton.ejb.jms;

import io.baton.model.Trace;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import org.jspecify.annotations.Nullable;

/** The W3C's Trace Context as properties of messages; the server does not carry it over JMS. */
final class Tracing {
  private static final String PARENT = "traceparent";
  private static final String STATE = "tracestate";

  private Tracing() {}

  static @Nullable Trace read(Message message) throws JMSException {
    return Trace.read(text(message, PARENT), text(message, STATE));
  }

  /** Anybody may have put anything there. */
  private static @Nullable String text(Message message, String name) throws JMSException {
    return message.getObjectProperty(name) instanceof String text ? text : null;
  }

  static JMSProducer write(@Nullable Trace trace, JMSProducer to) {
    if (trace != null) {
      to.setProperty(PARENT, trace.traceparent());
      if (trace.tracestate() != null) {
        to.setProperty(STATE, trace.tracestate());
      }
    }
    return to;
  }
}
