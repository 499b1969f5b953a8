package io.baton.examples.provisioning;

import io.baton.api.ActivityContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cloud behind HTTP. A machine is made by {@code POST /machines/<name>?size=…}, looked at by
 * {@code GET} (which answers with a line such as {@code READY 10.0.0.7}) and deleted by {@code
 * DELETE}. System property {@code cloud.url} says where.
 */
@ApplicationScoped
public class HttpCloud implements Cloud {
  private static final int GONE = 404;
  private static final int MAX_ANSWER = 1_000;

  @Inject ActivityContext context;

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  @Override
  public String requestMachine(String name, String size) {
    send("POST", name, "?size=" + URLEncoder.encode(size, StandardCharsets.UTF_8));
    return name;
  }

  @Override
  public void deleteMachine(String name, String size, @Nullable String id) {
    send("DELETE", name, "");
  }

  @Override
  public Machine look(String id) {
    List<String> words = List.of(send("GET", id, "").strip().split(" ", 2));
    Machine.State state = Machine.State.valueOf(words.get(0));
    return new Machine(id, state, words.size() > 1 ? words.get(1) : "");
  }

  /** A second call with the same key must change nothing: that is the cloud's part. */
  private String send(String method, String name, String query) {
    String path = "machines/" + URLEncoder.encode(name, StandardCharsets.UTF_8) + query;
    HttpRequest request =
        HttpRequest.newBuilder(base().resolve(path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header("Idempotency-Key", context.idempotencyKey())
            .timeout(Duration.ofSeconds(4))
            .build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      boolean done = response.statusCode() < 300;
      boolean gone = method.equals("DELETE") && response.statusCode() == GONE;
      if ((!done && !gone) || response.body().length() > MAX_ANSWER) {
        throw new IllegalStateException(
            "%s %s was answered with status %d and %d characters"
                .formatted(method, path, response.statusCode(), response.body().length()));
      }
      return response.body();
    } catch (IOException e) {
      throw new IllegalStateException(method + " " + path + " failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(method + " " + path + " was interrupted", e);
    }
  }

  private static URI base() {
    return URI.create(System.getProperty("cloud.url", "http://127.0.0.1:8090/"));
  }
}
