package io.baton.engine;

import io.baton.api.StartRefusedException;
import io.baton.model.CaseId;
import io.baton.model.Codes;
import io.baton.model.CommandId;
import io.baton.model.DefinitionRequest;
import io.baton.model.Naming;
import io.baton.model.Payload;
import io.baton.model.RecordWish;
import io.baton.model.SignalRequest;
import io.baton.model.StreamRecord;
import io.baton.model.TaskAnswer;
import io.baton.port.CaseCatalog;
import io.baton.port.CaseStore;
import io.baton.port.Counters;
import io.baton.port.Inbox.Place;
import io.baton.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Carries out what records of Kafka want. A record that comes again does no harm: the command that
 * it becomes has an id made of the record's own, which each case takes once, whatever came in
 * between. What wants somebody who is not there yet is kept.
 */
public final class RecordDesk {
  private static final int MOST_FOUND = 1_000;
  private static final int MOST_COUNTED = 200;

  /** So often a record comes before its workflow is not known. */
  private static final int ENOUGH = 5;

  private final CaseStore store;
  private final CaseStarter starter;
  private final SignalDesk signals;
  private final AnswerDesk answers;
  private final TaskDesk tasks;
  private final DefinitionDesk definitions;
  private final ThreadDesk threads;
  private final KeyTimerDesk timers;
  private final InVain unknown = new InVain();

  /**
   * @param soon is told how long it takes until a timer is due that a record has set
   */
  public RecordDesk(
      Kernel kernel, CaseStarter starter, CaseWorker worker, Consumer<Duration> soon) {
    this.store = kernel.store();
    this.timers = new KeyTimerDesk(kernel, soon);
    this.starter = starter;
    this.signals = new SignalDesk(kernel, worker);
    this.answers = new AnswerDesk(kernel, worker);
    this.tasks = new TaskDesk(kernel, starter, worker);
    this.threads = new ThreadDesk(kernel, starter);
    this.definitions = new DefinitionDesk(kernel);
  }

  /** Where records wait for the same as this wish; empty when it waits for nobody. */
  Optional<Place> place(RecordWish wish) {
    if (wish instanceof RecordWish.Start start) {
      return Optional.ofNullable(start.request().caseId()).map(Place::of);
    } else if (wish instanceof RecordWish.Answer answer) {
      return Optional.of(Place.of(answer.command().caseId()));
    } else if (wish instanceof RecordWish.Signal signal) {
      return Optional.of(place(signal.request()));
    } else if (wish instanceof RecordWish.Found found) {
      return Optional.of(Place.attribute(found.attribute(), found.equal()));
    } else if (wish instanceof RecordWish.StartThread start) {
      return Optional.of(Place.of(Naming.caseOf(start.naming().thread(), 1)));
    } else if (wish instanceof RecordWish.AnswerThread answer) {
      return Optional.of(Place.of(Naming.caseOf(answer.thread(), 1)));
    } else if (wish instanceof RecordWish.Told told) {
      return Optional.of(Place.of(told.answer().caseId()));
    }
    return Optional.empty();
  }

  /** Whether somebody is there who takes what waits at this place. */
  boolean isThere(Place place) {
    return switch (place.kind()) {
      case CASE -> isThere(new CaseId(place.value()));
      case SIGNAL -> !store.catalog().subscribers(place.name(), place.value()).isEmpty();
      case ATTRIBUTE -> !having(place.name(), new Payload(Json.tree(place.value()))).isEmpty();
      case REF -> true;
    };
  }

  private static Place place(SignalRequest signal) {
    return signal.key() == null
        ? Place.of(Objects.requireNonNull(signal.caseId()))
        : Place.signal(signal.signal(), signal.key());
  }

  /**
   * Joins the caller's transaction.
   *
   * @throws StartRefusedException when a case cannot be started, an answer is not for its case, or
   *     too much is kept already
   * @throws io.baton.api.DeploymentRefusedException when a workflow is not deployed
   */
  public Handled handle(RecordWish wish, StreamRecord record, Delivery delivery) {
    String sender = "kafka:" + record.topic();
    if (wish instanceof RecordWish.Start start) {
      if (!starter.start(start.request().tracedBy(record.trace()), sender).created()) {
        store.counters().count(Counters.RECORDS_IGNORED, about(record));
      }
    } else if (wish instanceof RecordWish.Answer answer) {
      return isThere(answer.command().caseId())
          ? answers.handle(answer.command(), delivery)
          : keep(wish, record, answer.keep());
    } else if (wish instanceof RecordWish.Signal signal) {
      return signal(signal, record, delivery);
    } else if (wish instanceof RecordWish.Found found) {
      return find(found, record, delivery);
    } else if (wish instanceof RecordWish.Told told) {
      return told(told, record, sender, delivery);
    } else if (wish instanceof RecordWish.Define define) {
      definitions.handle(
          new DefinitionRequest.Deploy(define.document()), sender, record.id().text());
    } else if (wish instanceof RecordWish.StartThread start) {
      return threads.start(start, record);
    } else if (wish instanceof RecordWish.AnswerThread answer) {
      return handle(threads.addressed(answer, record), record, delivery);
    } else if (wish instanceof RecordWish.KeyTimer timer) {
      timers.set(timer, record);
    } else if (wish instanceof RecordWish.Nothing) {
      store.counters().count(Counters.RECORDS_IGNORED, about(record));
    } else {
      throw new IllegalArgumentException("nobody knows what to do with " + wish);
    }
    return new Handled.Moved();
  }

  /** What is counted by topic is counted by so much of its name. */
  static String about(StreamRecord record) {
    return record.topic().substring(0, Math.min(MOST_COUNTED, record.topic().length()));
  }

  private boolean isThere(CaseId id) {
    return store.workflow(id).isPresent();
  }

  private Handled signal(RecordWish.Signal wish, StreamRecord record, Delivery delivery) {
    SignalRequest signal = wish.request();
    return isThere(place(signal))
        ? signals.handle(signal, delivery)
        : keep(wish, record, signal.keep());
  }

  private Handled find(RecordWish.Found wish, StreamRecord record, Delivery delivery) {
    List<CaseId> found = having(wish.attribute(), wish.equal());
    for (CaseId id : found) {
      Handled handled = signals.handle(wish.to(id), delivery);
      if (handled instanceof Handled.RollBack) {
        return handled;
      }
    }
    return found.isEmpty() ? keep(wish, record, wish.keep()) : new Handled.Moved();
  }

  private List<CaseId> having(String attribute, Payload equal) {
    CaseCatalog.Wanted wanted =
        new CaseCatalog.Wanted(null, null, null, Map.of(attribute, equal), MOST_FOUND);
    return store.catalog().find(wanted).stream()
        .filter(each -> !each.status().isEnd())
        .map(CaseCatalog.Found::id)
        .sorted()
        .toList();
  }

  private Handled told(
      RecordWish.Told wish, StreamRecord record, String sender, Delivery delivery) {
    TaskAnswer told = wish.answer();
    if (!isThere(told.caseId())) {
      try {
        if (!tasks.opens(told)) {
          return keep(wish, record, wish.keep());
        }
      } catch (StartRefusedException refusal) {
        // Who draws a workflow says so on another topic, perhaps a moment ago.
        if (!isWaitedForInVain(told, delivery)) {
          return Handled.RollBack.because(refusal.reason(), List.of());
        }
        throw refusal;
      }
    }
    CommandId id = record.id().command();
    return tasks.handle(told, wish.request(), id, sender, delivery);
  }

  private boolean isWaitedForInVain(TaskAnswer told, Delivery delivery) {
    String workflow = told.workflow() + "@" + told.version();
    if (delivery.count() < ENOUGH) {
      return unknown.contains(workflow, store.now());
    }
    unknown.add(workflow, store.now());
    return true;
  }

  private Handled keep(RecordWish wish, StreamRecord record, Duration keep) {
    Place place = place(wish).orElseThrow();
    if (!store.inbox().keep(place, record, store.now().plus(keep))) {
      throw new StartRefusedException(
          Codes.TOO_MANY_RECORDS_WAIT, "so many records wait for %s already".formatted(place));
    }
    store.counters().count(Counters.RECORDS_KEPT, about(record));
    return new Handled.Moved();
  }
}
