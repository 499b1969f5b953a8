package io.baton.examples.trip;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.model.StartRequest;
import io.baton.wire.Json;
import io.baton.wire.StartRequestCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the engine reads of the file of requests. */
final class RequestsTest {
  @Test
  void oneRequestInTenIsRefusedAndToldWhy() throws IOException {
    List<String> refusals = new ArrayList<>();
    List<String> requests = Files.readAllLines(Path.of("../requests.jsonl"));
    for (String request : requests) {
      try {
        read(request);
      } catch (IllegalArgumentException refused) {
        refusals.add(refused.getMessage());
      }
    }
    assertThat(requests).hasSize(200);
    assertThat(refusals)
        .hasSize(20)
        .anyMatch(text -> text.contains("hotel is missing"))
        .anyMatch(text -> text.contains("who has 252 characters"))
        .anyMatch(text -> text.contains("flight is missing"))
        .anyMatch(text -> text.startsWith("at /: Cannot construct instance"))
        .noneMatch(text -> text.contains("line -1"))
        .anyMatch(text -> text.startsWith("at /car"))
        .anyMatch(text -> text.contains("at /workflow"))
        .anyMatch(text -> text.contains("workflow trip-boking"))
        .anyMatch(text -> text.contains("version 99"))
        .anyMatch(text -> text.contains("case id has"));
  }

  private static TripRequest read(String text) {
    StartRequest request = StartRequestCodec.read(text, null, "1");
    if (!request.workflow().equals("trip-booking")) {
      throw new IllegalArgumentException("workflow " + request.workflow());
    }
    if (request.version() != null && request.version() != 1) {
      throw new IllegalArgumentException("version " + request.version());
    }
    if (request.input().json().isNull()) {
      throw new IllegalArgumentException("no input");
    }
    return (TripRequest) Json.value(request.input(), TripRequest.class, Json.STRICT);
  }
}
