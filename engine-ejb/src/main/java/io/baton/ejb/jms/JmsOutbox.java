package io.baton.ejb.jms;

import io.baton.model.Answer;
import io.baton.model.CaseId;
import io.baton.model.Command.DeliverSignal;
import io.baton.model.Effect;
import io.baton.model.RemoteRequest;
import io.baton.model.ReplyTo;
import io.baton.model.SignalRequest;
import io.baton.port.Outbox;
import io.baton.port.TaskFormat;
import io.baton.wire.AnswerCodec;
import io.baton.wire.CallOffCodec;
import io.baton.wire.CommandCodec;
import io.baton.wire.HeadersCodec;
import io.baton.wire.RemoteRequestCodec;
import io.baton.wire.SignalCodec;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends within the caller's transaction: the sessions of the pool enlist themselves in it. */
public final class JmsOutbox implements Outbox {
  private static final int GROUPS = 256;

  private final ConnectionFactory connections;
  private final Queue commands;
  private final ReplyDestinations replies;
  private final @Nullable Queue signals;
  private final TaskFormats formats;
  private final RequestPlaces places = new RequestPlaces();
  private final OutputQueues outputs = new OutputQueues();
  private final KafkaRequests kafka = new KafkaRequests(outputs);

  public JmsOutbox(ConnectionFactory connections, Queue commands, ReplyDestinations replies) {
    this(connections, commands, replies, null, new TaskFormats(List.of()));
  }

  /**
   * @param signals where signals to cases go, in their order; null for the queue of commands, in
   *     any order
   */
  public JmsOutbox(
      ConnectionFactory connections,
      Queue commands,
      ReplyDestinations replies,
      @Nullable Queue signals,
      TaskFormats formats) {
    this.formats = formats;
    this.connections = connections;
    this.commands = commands;
    this.replies = replies;
    this.signals = signals;
  }

  @Override
  public void send(List<Effect.Send> sends) {
    if (sends.isEmpty()) {
      return;
    }
    try (JMSContext session = connections.createContext()) {
      for (Effect.Send send : sends) {
        JMSProducer producer = Tracing.write(send.trace(), session.createProducer());
        producer.setProperty(Names.CASE, send.command().caseId().value());
        if (send.hops() > 0) {
          producer.setProperty(Names.HOPS, send.hops());
        }
        if (send.isAlone() || send.hops() > 0) {
          producer.setProperty(Names.ALONE, true);
        }
        producer.setDeliveryDelay(send.delay().toMillis());
        producer.setPriority(send.priority());
        if (signals != null && send.command() instanceof DeliverSignal signal) {
          producer.setProperty(Names.GROUP, group(signal.caseId()));
          producer.send(signals, SignalCodec.write(SignalRequest.of(signal)));
        } else {
          producer.send(commands, CommandCodec.write(List.of(send.command())));
        }
      }
    }
  }

  /** The broker remembers each group for ever, so there are not many. */
  private static String group(CaseId id) {
    return "case " + (id.value().hashCode() & (GROUPS - 1));
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

  @Override
  public void ask(Effect.Ask ask) {
    RemoteRequest request = ask.request();
    Optional<TaskFormat> other = formats.of(request.destination());
    try (JMSContext session = connections.createContext()) {
      places
          .onKafka(request.destination(), other.isPresent())
          .forEach(place -> kafka.ask(ask, place, other, session));
      List<Destination> here = places.of(request.destination(), other.isPresent(), session);
      if (!here.isEmpty()) {
        ask(ask, other, here, session);
      }
    }
  }

  private static void ask(
      Effect.Ask ask, Optional<TaskFormat> other, List<Destination> places, JMSContext session) {
    RemoteRequest request = ask.request();
    boolean toManager = other.isPresent() && !other.get().answersAmongBatonsOwn();
    String answers = toManager ? Names.TO_MANAGER_QUEUE : Names.ANSWERS_QUEUE;
    JMSProducer producer =
        Tracing.write(ask.trace(), session.createProducer())
            .setDeliveryDelay(ask.delay().toMillis())
            .setJMSReplyTo(session.createQueue(answers))
            .setJMSCorrelationID(request.idempotencyKey())
            .setProperty(Names.CASE, request.caseId().value())
            .setProperty(Names.REF, request.ref().value())
            .setProperty(Names.ACTIVITY, request.activity().value())
            .setProperty(Names.ATTEMPT, request.attempt())
            .setProperty(Names.UNDO, request.undo());
    other.ifPresent(
        format -> {
          producer.setProperty(Names.FORMAT, format.name());
          producer.setTimeToLive(untilDeadline(request));
        });
    String text =
        other
            .map(format -> format.write(request))
            .orElseGet(() -> RemoteRequestCodec.write(request, answers));
    places.forEach(place -> producer.send(place, text));
  }

  /** On a topic: whoever works on it hears it, and where nobody listens nothing is kept. */
  @Override
  public void callOff(Effect.CallOff off) {
    Optional<TaskFormat> other = formats.of(off.destination());
    Optional<String> text = other.flatMap(format -> format.writeCallOff(off));
    try (JMSContext session = connections.createContext()) {
      if (!places.onKafka(off.destination(), other.isPresent()).isEmpty()) {
        kafka.callOff(off, text.orElseGet(() -> CallOffCodec.write(off)), session);
        return;
      }
      JMSProducer producer =
          Tracing.write(off.trace(), session.createProducer())
              .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
              .setProperty(Names.CASE, off.caseId().value())
              .setProperty(Names.REF, off.ref().value())
              .setProperty(Names.ACTIVITY, off.activity().value())
              .setProperty(Names.ATTEMPT, off.attempt())
              .setProperty(Names.DESTINATION, off.destination());
      if (text.isPresent()) {
        producer.setProperty(Names.FORMAT, other.orElseThrow().name());
      }
      producer.send(
          session.createTopic(Names.CALLED_OFF_TOPIC),
          text.orElseGet(() -> CallOffCodec.write(off)));
    }
  }

  /**
   * The text has no deadline that the worker could look at, so the broker drops a request whose
   * time is over. A sign of life comes from who has taken the request, and needs no more of it.
   */
  private static long untilDeadline(RemoteRequest request) {
    return Math.max(1, Duration.between(Instant.now(), request.deadline()).toMillis());
  }

  /** Makes the queues that Baton itself has to make, before anybody listens to them. */
  public void makeQueues() {
    try (JMSContext session = connections.createContext()) {
      outputs.make(session);
    } catch (JMSException e) {
      throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
    }
  }

  @Override
  public void publish(Effect.Publish output) {
    String text = output.text();
    try (JMSContext session = connections.createContext()) {
      JMSProducer producer =
          Tracing.write(output.trace(), session.createProducer())
              .setProperty(Names.TOPIC, output.topic())
              .setProperty(Names.KEY, output.key());
      if (output.caseId() != null) {
        producer.setProperty(Names.CASE, output.caseId().value());
      }
      if (text == null) {
        producer.setProperty(Names.TOMBSTONE, true);
      }
      if (!output.headers().isEmpty()) {
        producer.setProperty(Names.HEADERS, HeadersCodec.write(output.headers()));
      }
      producer.send(outputs.of(output.key(), session), text == null ? "" : text);
    }
  }
}
