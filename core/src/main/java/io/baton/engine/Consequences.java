package io.baton.engine;

import io.baton.api.ActivityMode;
import io.baton.model.ActivityName;
import io.baton.model.Awaited;
import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Circumstances;
import io.baton.model.Command;
import io.baton.model.Command.CancelCase;
import io.baton.model.Command.CompensateCase;
import io.baton.model.Command.ExecuteActivity;
import io.baton.model.Command.ExecuteUndo;
import io.baton.model.CommandId;
import io.baton.model.Effect;
import io.baton.model.Event;
import io.baton.model.Parent;
import io.baton.model.Payload;
import io.baton.model.Ref;
import io.baton.model.RefId;
import io.baton.model.RemoteRequest;
import io.baton.model.Undo;
import io.baton.model.UnreadSignal;
import io.baton.port.Definitions;
import io.baton.workflow.ActivitySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a turn does beyond its case, as it follows from the turn's events. What is opened and closed
 * within one turn has no consequence.
 */
final class Consequences {
  /** How the ids of commands begin by which a parent awaits its child no more. */
  static final String PARENT_CANCELS = "parent cancels ";

  /** The key of the timer by which a case begins. */
  static final RefId START = new RefId("start:case");

  /** The key of the timer by which a pause ends. */
  static final RefId PAUSE = new RefId("pause:case");

  private final Case now;
  private final CommandId command;
  private final Definitions definitions;
  private final List<Effect> effects = new ArrayList<>();
  private final Set<RefId> opened = new LinkedHashSet<>();
  private final Set<Long> received = new LinkedHashSet<>();

  Consequences(Case now, CommandId command, Definitions definitions) {
    this.now = now;
    this.command = command;
    this.definitions = definitions;
  }

  /** Called before the case takes the event. */
  void before(Event event) {
    if (event instanceof Event.RefOpened e) {
      opened.add(e.ref());
    } else if (event instanceof Event.RefSettled e) {
      closed(e.ref());
    } else if (event instanceof Event.RefCancelled e) {
      if (closed(e.ref())) {
        now.ref(e.ref()).ifPresent(this::abandon);
      }
    } else if (event instanceof Event.SignalReceived e) {
      received.add(e.number());
    } else if (event instanceof Event.SignalTaken e) {
      closed(e.ref());
      now.unreadSignal(e.number()).ifPresent(this::clear);
    } else if (event instanceof Event.AttributeSet e) {
      effects.add(new Effect.SetAttribute(now.id(), e.name(), e.value()));
    } else if (event instanceof Event.Subscribed e) {
      effects.add(new Effect.Subscribe(now.id(), e.signal(), e.key()));
    } else if (event instanceof Event.OutputSent e) {
      String key = e.key() == null ? now.thread() : e.key();
      boolean raw = Boolean.TRUE.equals(e.raw());
      effects.add(new Effect.Publish(now.id(), e.topic(), key, e.value(), raw, null));
    } else if (event instanceof Event.AttemptFailed e) {
      now.ref(e.ref()).ifPresent(this::over);
    } else if (event instanceof Event.UndoAttemptFailed e) {
      now.undo(e.ref()).ifPresent(this::over);
    } else if (event instanceof Event.UndoDone e) {
      now.undo(e.ref()).filter(this::isRemote).ifPresent(undo -> clear(undoTimer(undo.ref())));
      now.undo(e.ref()).ifPresent(this::over);
    } else if (event instanceof Event.CasePaused e) {
      endOfPause();
      if (e.until() != null) {
        set(PAUSE, e.until());
      }
    } else if (event instanceof Event.CaseUnpaused || event instanceof Event.CompensationStarted) {
      endOfPause();
    } else if (event instanceof Event.CaseEnded) {
      endOfPause();
      giveBack();
      now.unreadSignals().forEach(this::clear);
      if (!now.subscriptions().isEmpty()) {
        effects.add(new Effect.Unsubscribe(now.id()));
      }
    }
  }

  private void endOfPause() {
    if (now.pause() != null && now.pause().until() != null) {
      clear(PAUSE);
    }
  }

  private void giveBack() {
    if (now.circumstances().notBefore() != null) {
      clear(START);
    }
    Admission.room(definitions, now)
        .ifPresent(
            room ->
                effects.add(
                    new Effect.GivePlaceBack(now.workflow().name(), now.id(), room.limit())));
  }

  /**
   * @return true when the ref was opened by an earlier turn, so that the world knows of it
   */
  private boolean closed(RefId id) {
    if (opened.remove(id)) {
      return false;
    }
    now.ref(id)
        .filter(ref -> ref.due() != null)
        .ifPresent(
            ref -> {
              clear(id);
              over(ref);
            });
    return true;
  }

  /** Only requests to workers elsewhere have an end of their time. */
  private void over(Ref ref) {
    if (ref.due() != null && ref.awaited() instanceof Awaited.Activity activity) {
      ActivitySpec.Remote remote = spec(ref.id(), activity.activity()).remote();
      if (remote != null) {
        effects.add(new Effect.RequestOver(now.id(), ref.id(), destination(remote)));
      }
    }
  }

  private void over(Undo undo) {
    if (undo.activity().equals(Undo.CHILD)) {
      return;
    }
    ActivitySpec.Remote remote = spec(undo.ref(), undo.activity()).remote();
    if (remote != null) {
      effects.add(new Effect.RequestOver(now.id(), undoTimer(undo.ref()), destination(remote)));
    }
  }

  /**
   * Requests under way that another version of the workflow names otherwise, or sends elsewhere.
   *
   * @param before where each open ref's request went
   */
  void moved(Map<RefId, String> before, Map<RefId, RefId> renamed) {
    before.forEach(
        (old, destination) -> {
          RefId fresh = renamed.getOrDefault(old, old);
          Ref ref = now.ref(fresh).filter(Ref::pending).orElse(null);
          if (ref != null
              && !(fresh.equals(old) && destination.equals(destinations().get(fresh)))) {
            effects.add(new Effect.RequestMoved(now.id(), old, destination, fresh, ref.attempt()));
          }
        });
  }

  /** Where the requests of open refs go. */
  Map<RefId, String> destinations() {
    Map<RefId, String> all = new LinkedHashMap<>();
    for (Ref ref : now.openRefs()) {
      if (ref.due() != null && ref.awaited() instanceof Awaited.Activity activity) {
        ActivitySpec.Remote remote = spec(ref.id(), activity.activity()).remote();
        if (remote != null) {
          all.put(ref.id(), destination(remote));
        }
      }
    }
    return all;
  }

  private void clear(UnreadSignal signal) {
    if (signal.expires() != null && !received.remove(signal.number())) {
      clear(signal.timer());
    }
  }

  private void clear(RefId timer) {
    // A timer that fires was taken away with the sending of its command.
    if (!command.value().startsWith("timer " + timer + "@")) {
      effects.add(new Effect.ClearTimer(now.id(), timer));
    }
  }

  private void abandon(Ref ref) {
    if (ref.awaited() instanceof Awaited.Child child) {
      CommandId id = new CommandId(PARENT_CANCELS + ref.id());
      send(new CancelCase(child.child(), id, "case " + now.id() + " does not await it any more"));
    } else {
      callOff(ref);
    }
  }

  /** Whoever works on the ref's attempt elsewhere hears that nobody awaits it. */
  void callOff(Ref ref) {
    if (ref.awaited() instanceof Awaited.Activity activity) {
      ActivitySpec.Remote remote = spec(ref.id(), activity.activity()).remote();
      if (ref.held() != null) {
        // The attempts before this one were called off when their time was over.
        effects.add(new Effect.DropHeld(now.id(), ref.id()));
      } else if (remote != null) {
        effects.add(
            new Effect.CallOff(
                now.id(), ref.id(), activity.activity(), destination(remote), ref.attempt()));
      }
    }
  }

  /** Those refs that this turn opened and that are still awaited. */
  List<Ref> opened() {
    return opened.stream().flatMap(id -> now.ref(id).stream()).filter(Ref::pending).toList();
  }

  /** What the turn's own beginnings lead to; called once, at its end. */
  List<Effect> atEnd() {
    for (Ref ref : opened()) {
      begin(ref, Duration.ZERO);
    }
    for (long number : received) {
      now.unreadSignal(number).ifPresent(this::expireLater);
    }
    return effects;
  }

  private void expireLater(UnreadSignal signal) {
    if (signal.expires() != null) {
      set(signal.timer(), signal.expires());
    }
  }

  /** Has the ref's next try made, whoever makes it. */
  void begin(Ref ref, Duration delay) {
    if (ref.due() != null) {
      set(ref.id(), ref.due());
    }
    if (ref.awaited() instanceof Awaited.Activity activity) {
      ActivitySpec spec = spec(ref.id(), activity.activity());
      if (spec.remote() == null) {
        send(execute(ref, activity), delay, spec);
      } else {
        ask(spec, ref.id(), false, activity.args(), ref.attempt(), ref.due(), delay);
      }
    } else if (ref.awaited() instanceof Awaited.Child child) {
      effects.add(
          new Effect.StartChild(
              child.child(),
              child.workflow(),
              child.input(),
              now.starter(),
              now.priority(),
              new Parent(now.id(), ref.id()),
              null));
    }
  }

  private ExecuteActivity execute(Ref ref, Awaited.Activity activity) {
    return new ExecuteActivity(
        now.id(), ref.id(), activity.activity(), ref.attempt(), activity.args(), now.origin());
  }

  /** Has the undo's next try made, whoever makes it. */
  void begin(Undo undo, Duration delay) {
    if (undo.activity().equals(Undo.CHILD)) {
      CaseId child = new CaseId(undo.args().get(0).json().textValue());
      // Not as the child's own undos are called: one of the two would be taken for the other.
      CommandId id = new CommandId("parent undoes " + undo.ref() + "#" + undo.attempt());
      send(new CompensateCase(child, id, new Parent(now.id(), undo.ref())), delay);
      return;
    }
    ActivitySpec spec = spec(undo.ref(), undo.activity());
    if (spec.remote() == null) {
      send(
          new ExecuteUndo(
              now.id(), undo.ref(), undo.activity(), undo.attempt(), undo.args(), now.origin()),
          delay,
          spec);
    } else {
      Instant due = undo.due() == null ? now.in(delay.plus(spec.remote().timeout())) : undo.due();
      set(undoTimer(undo.ref()), due);
      ask(spec, undo.ref(), true, undo.args(), undo.attempt(), due, delay);
    }
  }

  private void ask(
      ActivitySpec spec,
      RefId ref,
      boolean undo,
      List<Payload> args,
      int attempt,
      @Nullable Instant due,
      Duration delay) {
    ActivitySpec.Remote remote = Objects.requireNonNull(spec.remote());
    Instant deadline = due == null ? now.in(remote.timeout()) : due;
    effects.add(
        new Effect.Ask(
            new RemoteRequest(
                now.id(),
                ref,
                undo,
                destination(remote),
                spec.name(),
                args,
                attempt,
                deadline,
                now.starter(),
                now.workflow().name(),
                definitions.versionText(now.workflow())),
            delay,
            null));
  }

  /** Workers of a group have destinations of their own; a task's group goes before the case's. */
  private String destination(ActivitySpec.Remote remote) {
    String own = remote.group();
    String group = own == null ? now.circumstances().labels().get(Circumstances.WORKER_GROUP) : own;
    return group == null ? remote.destination() : remote.destination() + "." + group;
  }

  private boolean isRemote(Undo undo) {
    return !undo.activity().equals(Undo.CHILD)
        && spec(undo.ref(), undo.activity()).mode() == ActivityMode.REMOTE;
  }

  /** The key of the timer that bounds the wait for a worker's answer. */
  static RefId timer(RemoteRequest request) {
    return request.undo() ? undoTimer(request.ref()) : request.ref();
  }

  /** The key of the timer that bounds an undo by a worker elsewhere. */
  static RefId undoTimer(RefId ref) {
    return ref.undoRequest();
  }

  ActivitySpec spec(RefId ref, ActivityName name) {
    return Specs.of(definitions, now, ref, name);
  }

  void set(RefId timer, Instant due) {
    effects.add(new Effect.SetTimer(now.id(), timer, due));
  }

  void send(Command next) {
    send(next, Duration.ZERO);
  }

  /** What lasts as long as somebody outside wants keeps no other command waiting. */
  private void send(Command work, Duration delay, ActivitySpec spec) {
    Effect.Send send = new Effect.Send(work, delay, 0, now.priority());
    effects.add(spec.mode() == ActivityMode.EXTERNAL ? send.alone() : send);
  }

  void send(Command next, Duration delay) {
    effects.add(new Effect.Send(next, delay, 0, now.priority()));
  }

  void add(Effect effect) {
    effects.add(effect);
  }
}
