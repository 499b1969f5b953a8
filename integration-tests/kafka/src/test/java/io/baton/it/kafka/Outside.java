package io.baton.it.kafka;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** What knows no transactions: remembers each call, by the key of its record. */
public final class Outside implements AutoCloseable {
  private static final Duration SLOW = Duration.ofMillis(20);

  private final ExecutorService threads = Executors.newFixedThreadPool(16);
  private final HttpServer server;
  private final Map<String, List<String>> calls = new LinkedHashMap<>();

  public Outside() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      if (exchange.getRequestURI().getPath().endsWith("/slow")) {
        LockSupport.parkNanos(SLOW.toNanos());
      }
      synchronized (calls) {
        calls
            .computeIfAbsent(
                exchange.getRequestHeaders().getFirst("Record-Key"), any -> new ArrayList<>())
            .add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
      }
      exchange.sendResponseHeaders(200, -1);
    }
  }

  /** Of all calls. */
  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** By key of their records, the keys of the calls in their order. */
  public Map<String, List<String>> calls() {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    synchronized (calls) {
      calls.forEach((key, all) -> copy.put(key, List.copyOf(all)));
    }
    return copy;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
