package io.baton.peers.restate;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** By which id the case of a key can be told to go on. */
final class Awakeables {
  private static final long PATIENCE_SECONDS = 60;

  private final Map<String, CompletableFuture<String>> ids = new ConcurrentHashMap<>();

  void tell(String key, String id) {
    of(key).complete(id);
  }

  String await(String key) throws Exception {
    return of(key).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  void forget() {
    ids.clear();
  }

  private CompletableFuture<String> of(String key) {
    return ids.computeIfAbsent(key, unknown -> new CompletableFuture<>());
  }
}
