package io.baton.engine;

import io.baton.api.StartOn.Overlap;
import io.baton.api.StartRefusedException;
import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Payload;
import io.baton.model.Schedule;
import io.baton.model.StartRequest;
import io.baton.model.WorkflowId;
import io.baton.port.Calendars;
import io.baton.port.Calendars.Calendar;
import io.baton.port.CaseStore;
import io.baton.port.Definitions;
import io.baton.port.Schedules;
import io.baton.port.Transactions;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts the cases that the calendar asks for. The row of a schedule is locked while its cases are
 * started, and their ids are made of the firing, so that no firing starts a second one.
 */
final class ScheduleFiring {
  private static final System.Logger LOG = System.getLogger(ScheduleFiring.class.getName());
  private static final String STARTER = "schedule";

  private final CaseStore store;
  private final Definitions definitions;
  private final Transactions transactions;
  private final CaseStarter starter;
  private final Set<String> mine;
  private final Supplier<Calendars> calendars;
  private boolean kept;

  ScheduleFiring(Kernel kernel, Supplier<Calendars> calendars) {
    this.calendars = calendars;
    this.store = kernel.store();
    this.definitions = kernel.definitions();
    this.transactions = kernel.transactions();
    this.starter = new CaseStarter(kernel);
    this.mine = Set.copyOf(definitions.schedules().keySet());
  }

  /**
   * @return how many cases were started
   */
  int fireDue() {
    keepAll();
    Optional<Duration> wait = untilNext();
    if (wait.isEmpty() || !wait.get().isZero()) {
      return 0;
    }
    int started = 0;
    for (String workflow : mine) {
      started += transactions.separate(() -> fire(workflow));
    }
    return started;
  }

  /** Zero when one is due; empty when there is none. */
  Optional<Duration> untilNext() {
    return mine.isEmpty()
        ? Optional.empty()
        : store.schedules().earliest(mine).map(next -> TimerFiring.until(next, store.now()));
  }

  /** Not at the start, but as soon as the store answers. */
  private void keepAll() {
    if (kept) {
      return;
    }
    Map<String, Schedule> schedules = definitions.schedules();
    transactions.separate(
        () -> {
          for (String workflow : definitions.workflows()) {
            Schedule schedule = schedules.get(workflow);
            if (schedule == null) {
              store.schedules().forget(workflow);
            } else {
              calendar(schedule)
                  .next(store.now())
                  .ifPresent(first -> store.schedules().keep(schedule, first));
            }
          }
          return true;
        });
    kept = true;
  }

  private int fire(String workflow) {
    Optional<Schedules.Due> locked = store.schedules().lockDue(workflow);
    return locked.map(due -> fire(due, store.now())).orElse(0);
  }

  private int fire(Schedules.Due due, Instant now) {
    Schedule schedule = due.schedule();
    Calendar calendar = calendar(schedule);
    CaseId last = due.last();
    int started = 0;
    for (Instant firing : Firings.of(calendar, due.since(), now, schedule.catchUp())) {
      CaseId id = new CaseId(schedule.workflow() + "@" + firing);
      if (schedule.overlap() == Overlap.SKIP && isGoingOn(last)) {
        LOG.log(Level.INFO, "case {0} is not started, since {1} has not ended", id, last);
      } else {
        started += start(id, schedule.workflow(), firing);
        last = id;
      }
    }
    store.schedules().moveOn(schedule.workflow(), calendar.next(now).orElse(null), last);
    return started;
  }

  private boolean isGoingOn(@Nullable CaseId last) {
    return last != null && store.read(last).map(Case::status).filter(s -> !s.isEnd()).isPresent();
  }

  private int start(CaseId id, String workflow, Instant firing) {
    WorkflowId newest = new WorkflowId(workflow, definitions.versions(workflow).last());
    Payload input = definitions.scheduledInput(newest, firing);
    try {
      StartRequest request =
          new StartRequest(workflow, newest.version(), id, input, null, id.value());
      return starter.start(request, STARTER).created() ? 1 : 0;
    } catch (StartRefusedException e) {
      LOG.log(Level.ERROR, "case {0} is not started: {1}", id, e.getMessage());
      return 0;
    }
  }

  /** By what is kept, not by what is deployed here: nodes may have different versions. */
  private Calendar calendar(Schedule schedule) {
    return calendars.get().read(schedule.cron(), schedule.zone());
  }
}
