package io.baton.cli.journal;

import io.baton.api.Waiting;
import io.baton.engine.Waits;
import io.baton.model.Case;
import io.baton.model.UnreadSignal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a case waits for, and what waits for it, a line each. */
public final class WaitLines {
  private final DateTimeFormatter clock;

  private WaitLines(ZoneId zone) {
    clock = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
  }

  /** Nothing when it has ended. */
  public static List<String> of(Case now, ZoneId zone) {
    WaitLines told = new WaitLines(zone);
    List<String> lines = new ArrayList<>();
    if (!now.status().isEnd()) {
      Waits.of(now).forEach(waiting -> lines.add(told.line(waiting)));
      now.unreadSignals().forEach(signal -> lines.add(told.line(signal)));
    }
    return lines;
  }

  private String line(Waiting waiting) {
    String what = waiting.kind().name().toLowerCase(Locale.ROOT) + " " + waiting.name();
    String attempt = waiting.attempt() > 1 ? ", attempt " + waiting.attempt() : "";
    Waiting.Held held = waiting.held();
    String by =
        held == null
            ? ""
            : ", held since %s: %s is down".formatted(at(held.since()), held.service());
    return "waits for: %s (ref %s%s%s%s%s)"
        .formatted(
            what.strip(),
            waiting.ref(),
            attempt,
            at(", since ", waiting.since()),
            at(", due ", waiting.due()),
            by);
  }

  private String line(UnreadSignal signal) {
    return "not taken: signal %d %s (came %s%s)"
        .formatted(
            signal.number(),
            signal.signal(),
            clock.format(signal.since()),
            at(", expires ", signal.expires()));
  }

  private String at(Instant moment) {
    return clock.format(moment);
  }

  private String at(String word, @Nullable Instant moment) {
    return moment == null ? "" : word + clock.format(moment);
  }
}
