package io.baton.gateway;

import io.baton.model.Codes;
import io.baton.model.GatewaySettings;
import io.baton.model.Incident;
import io.baton.port.CaseStore;
import io.baton.port.GatewayStore;
import io.baton.port.GatewayStore.Actor;
import io.baton.port.GatewayStore.Waiting;
import io.baton.port.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes what became of events, a partition's many in one transaction, on a thread of its own. What
 * cannot be written is written later; until then its keys wait.
 */
final class Notes implements Runnable {
  private static final System.Logger LOG = System.getLogger(Notes.class.getName());
  private static final int MOST = 1_000;
  private static final long PATIENCE_MILLIS = 200;
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);

  private final BlockingQueue<Note> queue = new LinkedBlockingQueue<>();
  private final CaseStore store;
  private final GatewayStore gateways;
  private final Transactions transactions;
  private final GatewaySettings settings;
  private volatile boolean closed;

  Notes(CaseStore store, Transactions transactions, GatewaySettings settings) {
    this.store = store;
    this.gateways = store.gateways();
    this.transactions = transactions;
    this.settings = settings;
  }

  void add(Note note) {
    queue.add(note);
  }

  /** What is in the queue then is written no more: it is handled again. */
  void close() {
    closed = true;
  }

  @Override
  public void run() {
    try {
      while (!closed) {
        Note first = queue.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
          List<Note> notes = new ArrayList<>(List.of(first));
          queue.drainTo(notes, MOST - 1);
          write(notes);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(List<Note> notes) throws InterruptedException {
    Map<Share, List<Note>> byShare = new LinkedHashMap<>();
    notes.forEach(
        note -> byShare.computeIfAbsent(note.lane().share, any -> new ArrayList<>()).add(note));
    for (Map.Entry<Share, List<Note>> each : byShare.entrySet()) {
      while (!closed && !written(each.getKey(), each.getValue())) {
        TimeUnit.MILLISECONDS.sleep(PATIENCE_MILLIS);
      }
    }
  }

  private boolean written(Share share, List<Note> notes) {
    try {
      List<Runnable> after = transactions.separate(() -> inTransaction(share, notes));
      after.forEach(Runnable::run);
      return true;
    } catch (RuntimeException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "what became of %d events of %s is not written yet: %s"
              .formatted(notes.size(), share.slot(), e.getMessage()));
      return false;
    }
  }

  /** What there is to do after the commit. */
  private List<Runnable> inTransaction(Share share, List<Note> notes) {
    List<Runnable> after = new ArrayList<>();
    if (!gateways.hold(share.slot())) {
      notes.stream()
          .filter(note -> !(note instanceof Note.Reload))
          .forEach(note -> after.add(share::lost));
      after.add(share::end);
      return after;
    }
    Written written = new Written();
    Instant now = store.now();
    for (Note note : notes) {
      if (note instanceof Note.Done done) {
        written.add(done);
        after.add(() -> share.handled(done.lane(), done.after(), done.wishes()));
      } else if (note instanceof Note.CarriedOut done) {
        written.add(done);
        after.add(() -> share.done(done.lane(), null));
      } else if (note instanceof Note.Failed failed) {
        written.add(failed);
        after.add(failed(share, failed, now));
      } else {
        after.add(reload(share, note.lane()));
      }
    }
    written.to(gateways, share.slot());
    return after;
  }

  private Runnable failed(Share share, Note.Failed note, Instant now) {
    Waiting event = note.event();
    int failures = event.failures() + 1;
    boolean last = failures >= settings.attempts();
    Duration delay = delay(failures);
    @Nullable Instant due = last ? null : now.plus(delay);
    gateways.failed(
        share.slot(), new GatewayStore.Failed(event.offset(), failures, due, note.error()));
    String told =
        "gateway %s, partition %d, offset %d, attempt %d: %s"
            .formatted(
                share.slot().gateway(),
                share.slot().partition(),
                event.offset(),
                failures,
                note.error());
    LOG.log(System.Logger.Level.WARNING, told);
    if (last) {
      store.raise(new Incident(Incident.Kind.EVENT, Codes.EVENT_HELD, null, told, event.value()));
      return () -> share.held(note.lane());
    }
    Waiting again = event.afterFailures(failures, due, note.error());
    return () -> share.failed(note.lane(), again, delay);
  }

  private Duration delay(int failures) {
    Duration delay = settings.retryDelay().multipliedBy(1L << Math.min(failures - 1, 20));
    return delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
  }

  private Runnable reload(Share share, Lane lane) {
    List<Waiting> events = gateways.waiting(share.slot(), lane.name, lane.last, Lane.LENGTH);
    if (!lane.known && events.stream().anyMatch(event -> event.key() != null)) {
      @Nullable Actor actor = gateways.lockActor(share.slot().gateway(), lane.name).orElse(null);
      return () -> {
        lane.knows(actor);
        share.reloaded(lane, events);
      };
    }
    return () -> share.reloaded(lane, events);
  }
}
