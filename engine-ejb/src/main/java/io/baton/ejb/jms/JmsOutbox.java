package io.baton.ejb.jms;

import io.baton.model.Answer;
import io.baton.model.Effect;
import io.baton.model.ReplyTo;
import io.baton.port.Outbox;
import io.baton.wire.AnswerCodec;
import io.baton.wire.CommandCodec;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.util.List;

/** Sends within the caller's transaction: the sessions of the pool enlist themselves in it. */
public final class JmsOutbox implements Outbox {
  private final ConnectionFactory connections;
  private final Queue commands;
  private final ReplyDestinations replies;

  public JmsOutbox(ConnectionFactory connections, Queue commands, ReplyDestinations replies) {
    this.connections = connections;
    this.commands = commands;
    this.replies = replies;
  }

  @Override
  public void send(List<Effect.Send> sends) {
    if (sends.isEmpty()) {
      return;
    }
    try (JMSContext session = connections.createContext()) {
      for (Effect.Send send : sends) {
        JMSProducer producer = session.createProducer();
        producer.setProperty(Names.CASE, send.command().caseId().value());
        if (send.hops() > 0) {
          producer.setProperty(Names.HOPS, send.hops());
        }
        producer.setDeliveryDelay(send.delay().toMillis());
        producer.send(commands, CommandCodec.write(List.of(send.command())));
      }
    }
  }

  @Override
  public void reply(ReplyTo to, Answer answer) {
    try (JMSContext session = connections.createContext()) {
      TextMessage message = session.createTextMessage(AnswerCodec.write(answer));
      message.setJMSCorrelationID(to.correlationId());
      session.createProducer().send(replies.find(to, session), message);
    } catch (InvalidDestinationRuntimeException e) {
      throw new UndeliverableException(e.getMessage() + "", e);
    } catch (JMSException e) {
      throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
    }
  }
}
