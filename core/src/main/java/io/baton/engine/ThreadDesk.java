package io.baton.engine;

import io.baton.api.StartRefusedException;
import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Circumstances;
import io.baton.model.Codes;
import io.baton.model.Command;
import io.baton.model.CommandId;
import io.baton.model.Effect;
import io.baton.model.Event;
import io.baton.model.Naming;
import io.baton.model.RecordWish;
import io.baton.model.RecordWish.AnswerThread;
import io.baton.model.RecordWish.StartThread;
import io.baton.model.RecordWish.StartThread.OnLive;
import io.baton.model.StartRequest;
import io.baton.model.StreamRecord;
import io.baton.port.CaseStore;
import io.baton.port.Counters;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/**
 * Starts and answers threads: what those outside know by the key of its records, and what is one
 * case after the other here. The cases have ids that follow from the thread's, so the newest is
 * found by looking.
 */
final class ThreadDesk {
  private static final System.Logger LOG = System.getLogger(ThreadDesk.class.getName());

  /** A start that comes again is known by the newest cases of its thread. */
  private static final int REMEMBERED = 10;

  private final Kernel kernel;
  private final CaseStore store;
  private final CaseStarter starter;

  ThreadDesk(Kernel kernel, CaseStarter starter) {
    this.kernel = kernel;
    this.store = kernel.store();
    this.starter = starter;
  }

  /**
   * @throws StartRefusedException when the thread is under way and may not be, or cannot begin
   */
  Handled start(StartThread wish, StreamRecord record) {
    String thread = wish.naming().thread();
    int runs = runs(thread);
    if (isOfOneOf(thread, runs, record)) {
      store.counters().count(Counters.RECORDS_REPEATED, RecordDesk.about(record));
      return new Handled.Moved();
    }
    if (runs > 0 && isLive(Naming.caseOf(thread, runs))) {
      CaseId live = Naming.caseOf(thread, runs);
      if (wish.onLive() == OnLive.REFUSE) {
        throw new StartRefusedException(
            Codes.THREAD_LIVE, "thread '%s' is under way as case '%s'".formatted(thread, live));
      }
      store.counters().count(Counters.THREADS_LIVE, RecordDesk.about(record));
      if (wish.onLive() == OnLive.IGNORE) {
        LOG.log(Level.WARNING, "{0} starts thread {1} again: ignored", record.place(), thread);
        return new Handled.Moved();
      }
      cancel(live, record);
    }
    begin(wish, runs + 1, record);
    return new Handled.Moved();
  }

  private boolean isOfOneOf(String thread, int runs, StreamRecord record) {
    for (int run = runs; run > Math.max(0, runs - REMEMBERED); run--) {
      CaseId id = Naming.caseOf(thread, run);
      Naming naming =
          store.read(id).map(Case::circumstances).map(Circumstances::naming).orElse(null);
      if (naming == null) {
        throw new StartRefusedException(
            Codes.THREAD_TAKEN,
            "thread '%s': case '%s' was not started by a record".formatted(thread, id));
      }
      if (naming.record().equals(record.id())) {
        return true;
      }
    }
    return false;
  }

  /** A case that has failed and is run again is as live as the case that runs it. */
  private boolean isLive(CaseId id) {
    Optional<Case> seen = store.read(id);
    while (seen.isPresent() && seen.get().next() != null) {
      seen = store.read(seen.get().next());
    }
    return seen.isPresent() && !seen.get().status().isEnd();
  }

  private void cancel(CaseId live, StreamRecord record) {
    CommandId id = new CommandId("restart " + record.id().text());
    String reason = Outputs.BEGINS_ANEW + record.place();
    Effect.Send cancel = new Effect.Send(new Command.CancelCase(live, id, reason));
    kernel.outbox().send(List.of(cancel.tracedBy(record.trace())));
  }

  private void begin(StartThread wish, int run, StreamRecord record) {
    CaseId id = Naming.caseOf(wish.naming().thread(), run);
    StartRequest request =
        new StartRequest(
            wish.workflow(),
            wish.version(),
            id,
            wish.input(),
            null,
            record.id().text(),
            null,
            Event.CaseStarted.ORDINARY,
            Circumstances.ORDINARY.knownBy(wish.naming()).tracedBy(record.trace()));
    CaseStarter.Started started;
    try {
      started = starter.start(request, "kafka:" + record.topic());
    } catch (StartRefusedException e) {
      throw new StartRefusedException(
          e.code().equals(Codes.UNKNOWN_WORKFLOW) ? Codes.THREAD_WORKFLOW : e.code(),
          "thread '%s', workflow '%s' by %s: %s"
              .formatted(wish.naming().thread(), wish.workflow(), wish.named(), e.reason()));
    }
    if (!started.created()) {
      throw new IllegalStateException("case " + id + " is being started at the same time");
    }
  }

  /** The answer as one to the thread's newest case; it may wait for the first. */
  RecordWish addressed(AnswerThread wish, StreamRecord record) {
    int runs = runs(wish.thread());
    if (runs == 0 && wish.keep().isZero()) {
      LOG.log(Level.WARNING, "not available thread {0}: {1}", wish.thread(), record.place());
      return new RecordWish.Nothing("the thread is not there");
    }
    return new RecordWish.Answer(command(wish, Math.max(1, runs), record), wish.keep());
  }

  private static Command.AnswerNamed command(AnswerThread wish, int run, StreamRecord record) {
    return new Command.AnswerNamed(
        Naming.caseOf(wish.thread(), run),
        record.id().command(),
        wish.name(),
        wish.value(),
        wish.failure(),
        wish.keep().toMillis());
  }

  /** How many cases the thread has had; its newest has this number. */
  private int runs(String thread) {
    int there = 0;
    int step = 1;
    while (isThere(thread, there + step)) {
      there += step;
      step *= 2;
    }
    for (; step > 0; step /= 2) {
      if (isThere(thread, there + step)) {
        there += step;
      }
    }
    return there;
  }

  private boolean isThere(String thread, int run) {
    return store.workflow(Naming.caseOf(thread, run)).isPresent();
  }
}
