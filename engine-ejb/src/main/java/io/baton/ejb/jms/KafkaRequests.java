package io.baton.ejb.jms;

import io.baton.model.Effect;
import io.baton.model.RemoteRequest;
import io.baton.port.Settings;
import io.baton.port.TaskFormat;
import io.baton.wire.HeadersCodec;
import io.baton.wire.RemoteRequestCodec;
import jakarta.jms.JMSContext;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Requests to workers on Kafka: they leave by the queues of output topics, and a bridge makes
 * records of them. The key is the case, so that requests of one case stay in their order.
 */
final class KafkaRequests {
  private static final String PREFIX = "kafka:";
  private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]{1,249}");

  private final OutputQueues outputs;
  private final String answers =
      topic(
          Settings.KAFKA_ANSWERS,
          Settings.get(Settings.KAFKA_ANSWERS, Settings.DEFAULT_KAFKA_ANSWERS));
  private final String calledOff = Settings.get(Settings.KAFKA_CALLED_OFF, "");

  /**
   * @throws IllegalStateException when a setting names what cannot be a topic
   */
  KafkaRequests(OutputQueues outputs) {
    this.outputs = outputs;
    if (!calledOff.isEmpty()) {
      topic(Settings.KAFKA_CALLED_OFF, calledOff);
    }
  }

  private static String topic(String setting, String value) {
    if (!TOPIC.matcher(value).matches()) {
      throw new IllegalStateException(
          "BATON-1423 %s: '%s' is no name of a topic of Kafka".formatted(setting, value));
    }
    return value;
  }

  static boolean isFor(String destination) {
    return destination.startsWith(PREFIX);
  }

  /**
   * A request that is to leave later is scheduled by the broker; those behind it go ahead.
   *
   * @param place the topic, behind {@code kafka:}
   * @param other the format of the destination, if it is not Baton's own
   */
  void ask(Effect.Ask ask, String place, Optional<TaskFormat> other, JMSContext session) {
    RemoteRequest request = ask.request();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(Names.CASE, request.caseId().value());
    headers.put(Names.REF, request.ref().value());
    headers.put(Names.ACTIVITY, request.activity().value());
    headers.put(Names.ATTEMPT, Integer.toString(request.attempt()));
    headers.put(Names.UNDO, Boolean.toString(request.undo()));
    headers.put(Names.DEADLINE, request.deadline().truncatedTo(ChronoUnit.MILLIS).toString());
    other.ifPresent(format -> headers.put(Names.FORMAT, format.name()));
    String key = request.caseId().value();
    Tracing.write(ask.trace(), session.createProducer())
        .setDeliveryDelay(ask.delay().toMillis())
        .setProperty(Names.CASE, key)
        .setProperty(Names.TOPIC, place.substring(PREFIX.length()))
        .setProperty(Names.KEY, key)
        .setProperty(Names.HEADERS, HeadersCodec.write(headers))
        .send(
            outputs.of(key, session),
            other
                .map(format -> format.write(request))
                .orElseGet(() -> RemoteRequestCodec.write(request, answers)));
  }

  /** Behind the request, if there is a topic for it. */
  void callOff(Effect.CallOff off, String text, JMSContext session) {
    if (calledOff.isEmpty()) {
      return;
    }
    String key = off.caseId().value();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(Names.CASE, key);
    headers.put(Names.REF, off.ref().value());
    headers.put(Names.ACTIVITY, off.activity().value());
    headers.put(Names.ATTEMPT, Integer.toString(off.attempt()));
    headers.put(Names.DESTINATION, off.destination());
    Tracing.write(off.trace(), session.createProducer())
        .setProperty(Names.CASE, key)
        .setProperty(Names.TOPIC, calledOff)
        .setProperty(Names.KEY, key)
        .setProperty(Names.HEADERS, HeadersCodec.write(headers))
        .send(outputs.of(key, session), text);
  }
}
