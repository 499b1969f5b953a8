package io.baton.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What records have waited for in vain. While it is remembered, others that want the same are not
 * kept waiting, and so do not keep those behind them.
 */
final class InVain {
  private static final Duration REMEMBERED = Duration.ofMinutes(1);
  private static final int MOST = 1_000;

  private final Map<String, Instant> until =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MOST;
        }
      };

  synchronized void add(String what, Instant now) {
    until.put(what, now.plus(REMEMBERED));
  }

  synchronized boolean contains(String what, Instant now) {
    Instant end = until.get(what);
    return end != null && now.isBefore(end);
  }
}
