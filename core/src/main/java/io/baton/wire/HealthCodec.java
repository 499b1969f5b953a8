package io.baton.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.baton.model.HealthReport;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a service, as the text of a message: a sign of life {@code
 * {"service":"user","ttl":"PT30S"}}, a state until further notice {@code
 * {"service":"user","state":"down"}}, an operator's word {@code
 * {"service":"user","operator":"down"}}.
 */
public final class HealthCodec {
  private static final String UP = "up";
  private static final String DOWN = "down";

  private HealthCodec() {}

  /** An operator's word. */
  public static String operator(String service, boolean up) {
    HealthReport checked = new HealthReport(service, null, null, !up);
    return Json.STRICT
        .createObjectNode()
        .put("service", checked.service())
        .put("operator", up ? UP : DOWN)
        .toString();
  }

  /**
   * @throws UnreadableException saying what is wrong and where
   */
  public static HealthReport read(String text) {
    JsonNode tree = Json.tree(text);
    try {
      Body body = Json.STRICT.treeToValue(tree, Body.class);
      if (body == null || body.service() == null) {
        throw new UnreadableException("at /service: missing");
      }
      return body.report(body.service());
    } catch (JsonProcessingException e) {
      throw Json.unreadable(e);
    } catch (IllegalArgumentException e) {
      throw e instanceof UnreadableException unreadable
          ? unreadable
          : new UnreadableException(String.valueOf(e.getMessage()));
    }
  }

  private record Body(
      @Nullable String service,
      @Nullable String state,
      @Nullable Duration ttl,
      @Nullable String operator) {

    HealthReport report(String named) {
      if (operator != null) {
        if (state != null || ttl != null) {
          throw new UnreadableException("an operator tells neither state nor ttl");
        }
        boolean free = isUp("operator", operator);
        return new HealthReport(named, free ? true : null, null, !free);
      }
      if (state == null && ttl == null) {
        throw new UnreadableException("one of state, ttl, operator is needed");
      }
      boolean up = state == null || isUp("state", state);
      if (!up && ttl != null) {
        throw new UnreadableException("at /ttl: a service that is down is so until it is heard");
      }
      return new HealthReport(named, up, ttl, null);
    }

    private static boolean isUp(String member, String text) {
      if (!text.equals(UP) && !text.equals(DOWN)) {
        throw new UnreadableException(
            "at /%s: expected up or down, found '%s'".formatted(member, text));
      }
      return text.equals(UP);
    }
  }
}
