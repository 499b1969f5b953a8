package io.baton.kafka.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a record as properties of a message, and back. Only {@code traceparent} and {@code
 * tracestate} have properties of their own: a header may be called anything and come twice, a
 * property may not, so the others travel as one text.
 */
final class CarriedHeaders {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CarriedHeaders() {}

  /**
   * @throws UnfitException when there are more than {@code most}, or more than {@code bytes}
   *     characters in them
   */
  static void toMessage(Iterable<Header> headers, int most, int bytes, Message message)
      throws JMSException, UnfitException {
    List<List<@Nullable String>> others = new ArrayList<>();
    int count = 0;
    for (Header header : headers) {
      if (++count > most) {
        throw new UnfitException("more than " + most + " headers");
      }
      String text = text(header.value());
      if (isOwn(header.key()) && text != null) {
        message.setStringProperty(header.key(), text);
      } else {
        List<@Nullable String> pair = new ArrayList<>(2);
        pair.add(header.key());
        pair.add(text);
        others.add(pair);
      }
    }
    if (others.isEmpty()) {
      return;
    }
    String written = write(others);
    if (written.length() > bytes) {
      throw new UnfitException(
          "its headers have %d characters, at most %d can be".formatted(written.length(), bytes));
    }
    message.setStringProperty(Properties.HEADERS, written);
  }

  static ConnectHeaders toRecord(Message message) throws JMSException, UnfitException {
    ConnectHeaders headers = new ConnectHeaders();
    for (String name : List.of(Properties.TRACEPARENT, Properties.TRACESTATE)) {
      String text = message.getStringProperty(name);
      if (text != null) {
        headers.addString(name, text);
      }
    }
    String written = message.getStringProperty(Properties.HEADERS);
    if (written != null) {
      for (List<@Nullable String> pair : read(written)) {
        add(pair, headers);
      }
    }
    return headers;
  }

  private static void add(List<@Nullable String> pair, ConnectHeaders headers)
      throws UnfitException {
    String name = pair.size() == 2 ? pair.get(0) : null;
    if (name == null) {
      throw new UnfitException(Properties.HEADERS + " must be [[name, text], …]");
    }
    String text = pair.get(1);
    headers.add(name, text, Schema.OPTIONAL_STRING_SCHEMA);
  }

  private static boolean isOwn(String name) {
    return name.equals(Properties.TRACEPARENT) || name.equals(Properties.TRACESTATE);
  }

  private static @Nullable String text(@Nullable Object value) {
    if (value instanceof byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    return value == null ? null : value.toString();
  }

  private static String write(List<List<@Nullable String>> headers) {
    try {
      return JSON.writeValueAsString(headers);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a list of texts cannot be written", e);
    }
  }

  private static List<List<@Nullable String>> read(String written) throws UnfitException {
    try {
      return JSON.readValue(
          written,
          JSON.getTypeFactory()
              .constructCollectionType(
                  List.class,
                  JSON.getTypeFactory().constructCollectionType(List.class, String.class)));
    } catch (JsonProcessingException e) {
      throw new UnfitException(Properties.HEADERS + " must be [[name, text], …]");
    }
  }
}
