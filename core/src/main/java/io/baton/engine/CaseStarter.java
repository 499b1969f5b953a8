package io.baton.engine;

import io.baton.api.StartRefusedException;
import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Circumstances;
import io.baton.model.Codes;
import io.baton.model.Command;
import io.baton.model.Command.StartCase;
import io.baton.model.CommandId;
import io.baton.model.Effect;
import io.baton.model.Event;
import io.baton.model.Failure;
import io.baton.model.Incident;
import io.baton.model.Parent;
import io.baton.model.Payload;
import io.baton.model.ReplyTo;
import io.baton.model.StartRequest;
import io.baton.model.TaskAnswer;
import io.baton.model.Trace;
import io.baton.model.Turn;
import io.baton.model.WorkflowId;
import io.baton.port.CaseStore;
import io.baton.port.CaseStore.Move;
import io.baton.port.Definitions;
import io.baton.port.Outbox;
import io.baton.port.Services;
import io.baton.port.Transactions;
import io.baton.port.TurnObserver;
import io.baton.port.TurnPublisher;
import io.baton.wire.Json;
import io.baton.workflow.Program;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Starts cases in the caller's transaction: the case's row and its first command, or neither. */
public final class CaseStarter {
  private static final CommandId CREATION = new CommandId("create");

  private final CaseStore store;
  private final Outbox outbox;
  private final Definitions definitions;
  private final Transactions transactions;
  private final TurnObserver observer;
  private final TurnPublisher publisher;
  private final WhenDown whenDown;
  private final Optional<CaseCache> cache;

  public CaseStarter(Kernel kernel) {
    this(kernel, WhenDown.asSet());
  }

  /**
   * @param whenDown what becomes of a start that needs a service which is down
   */
  public CaseStarter(Kernel kernel, WhenDown whenDown) {
    this(kernel, whenDown, Optional.empty());
  }

  /**
   * @param cache in which new cases are for their first step
   */
  CaseStarter(Kernel kernel, WhenDown whenDown, Optional<CaseCache> cache) {
    this.cache = cache;
    this.whenDown = whenDown;
    this.store = kernel.store();
    this.outbox = kernel.outbox();
    this.definitions = kernel.definitions();
    this.transactions = kernel.transactions();
    this.observer = kernel.observer();
    this.publisher = kernel.publisher();
  }

  /**
   * @param starter who asks, as the host has it authenticated
   * @throws StartRefusedException naming what is wrong
   */
  public Started start(StartRequest request, String starter) {
    Beginning beginning = beginning(request, starter);
    return create(List.of(beginning)).contains(beginning.id())
        ? new Started(beginning.id(), true)
        : existing(beginning.id(), beginning.workflow(), request);
  }

  /**
   * As {@link #start} for one after the other, but written down together.
   *
   * @return what became of each, in their order
   */
  public List<Answered> start(List<Asked> asked) {
    Map<CaseId, Beginning> beginnings = new LinkedHashMap<>();
    List<Supplier<Started>> ends = new ArrayList<>();
    Set<CaseId> created = new HashSet<>();
    for (Asked one : asked) {
      try {
        Beginning beginning = beginning(one.request(), one.starter());
        CaseId id = beginning.id();
        boolean first = beginnings.putIfAbsent(id, beginning) == null;
        ends.add(
            () ->
                first && created.contains(id)
                    ? new Started(id, true)
                    : existing(id, beginning.workflow(), one.request()));
      } catch (StartRefusedException refusal) {
        ends.add(
            () -> {
              throw refusal;
            });
      }
    }
    created.addAll(create(List.copyOf(beginnings.values())));
    return ends.stream().map(CaseStarter::answered).toList();
  }

  private static Answered answered(Supplier<Started> end) {
    try {
      return new Answered(end.get(), null);
    } catch (StartRefusedException refusal) {
      return new Answered(null, refusal);
    }
  }

  private Beginning beginning(StartRequest request, String starter) {
    WorkflowId workflow = workflow(request.workflow(), request.version());
    checkInput(workflow, request.input());
    Set<String> down = whenDown.isLookedAt() ? down(workflow) : Set.of();
    if (!down.isEmpty() && whenDown == WhenDown.REFUSE) {
      throw new StartRefusedException(
          Codes.SERVICE_DOWN, "workflow %s needs %s, which is down".formatted(workflow, down));
    }
    CaseId id =
        request.caseId() == null ? new CaseId(UUID.randomUUID().toString()) : request.caseId();
    Event.CaseStarted created =
        new Event.CaseStarted(
            workflow,
            request.input(),
            starter,
            request.replyTo(),
            request.businessKey(),
            request.priority(),
            null,
            request.circumstances().orNull());
    return new Beginning(id, created, down);
  }

  /** Somebody has done the first step unasked, so there is nothing to be refused or held. */
  void open(WorkflowId workflow, TaskAnswer told, String starter, Delivery delivery) {
    checkInput(workflow, told.input());
    Event.CaseStarted created =
        new Event.CaseStarted(
            workflow,
            told.input(),
            starter,
            null,
            null,
            Event.CaseStarted.ORDINARY,
            null,
            Circumstances.ORDINARY.tracedBy(delivery.trace()).orNull());
    create(told.caseId(), created, Set.of());
  }

  private Set<String> down(WorkflowId workflow) {
    Set<String> needed = definitions.program(workflow).map(Program::services).orElse(Set.of());
    return needed.isEmpty() ? Set.of() : new TreeSet<>(store.services().down(needed));
  }

  /**
   * Starts a case that another one awaits; when its id is taken, the parent is told so.
   *
   * @param inherited what it has of the case that starts it
   */
  void startChild(Effect.StartChild child, Circumstances inherited) {
    SortedSet<Integer> versions = definitions.versions(child.workflow());
    WorkflowId workflow =
        new WorkflowId(child.workflow(), versions.isEmpty() ? 1 : versions.last());
    Event.CaseStarted started =
        new Event.CaseStarted(
            workflow,
            child.input(),
            child.starter(),
            null,
            null,
            child.priority(),
            child.parent(),
            inherited.tracedBy(child.trace()).orNull());
    if (!create(child.child(), started, Set.of())) {
      Parent parent = child.parent();
      String text = "case id '%s' belongs to another case".formatted(child.child());
      Failure taken = new Failure(Failure.Category.FATAL, Codes.CASE_ID_TAKEN, text);
      CommandId id = new CommandId("taken " + parent.ref());
      outbox.send(
          List.of(
              new Effect.Send(
                  new Command.SettleRef(parent.caseId(), id, parent.ref(), 0, null, taken))));
    }
  }

  /** The next run of a case that failed, in the transaction that ends it. */
  List<Effect.Send> runAgain(Effect.RunAgain again, Case failed) {
    if (!create(again.next(), again.start(), Set.of())) {
      String why = "its next run could not begin: there is a case '%s'".formatted(again.next());
      store.raise(new Incident(Incident.Kind.DEAD, Codes.NEXT_RUN_TAKEN, failed.id(), why, null));
      return List.of();
    }
    List<Effect.Send> asking = new ArrayList<>();
    for (ReplyTo asker : again.askers()) {
      CommandId id = new CommandId("ask " + asking.size() + " of " + failed.id());
      WorkflowId workflow = again.start().workflow();
      asking.add(new Effect.Send(new StartCase(again.next(), id, workflow, asker)));
    }
    return asking;
  }

  /**
   * @param down services that its first step waits for
   */
  private boolean create(CaseId id, Event.CaseStarted created, Set<String> down) {
    return !create(List.of(new Beginning(id, created, down))).isEmpty();
  }

  /**
   * @return the cases that did not exist
   */
  private Set<CaseId> create(List<Beginning> beginnings) {
    if (beginnings.isEmpty()) {
      return Set.of();
    }
    Instant at = store.now();
    // In the order of their ids, as locks are taken.
    SortedMap<CaseId, Move> moves = new TreeMap<>();
    beginnings.forEach(beginning -> moves.put(beginning.id(), beginning.move(at)));
    Set<CaseId> created = store.create(moves.values());
    List<Effect.Send> first = new ArrayList<>();
    List<Case> cases = new ArrayList<>();
    for (Beginning beginning : beginnings) {
      Move move = moves.get(beginning.id());
      if (move != null && created.contains(beginning.id())) {
        begin(beginning, move, first);
        cases.add(move.now());
      }
    }
    outbox.send(first);
    cache.ifPresent(of -> of.putAfterCommit(cases, transactions));
    return created;
  }

  private void begin(Beginning beginning, Move move, List<Effect.Send> first) {
    CaseId id = beginning.id();
    Case started = move.now();
    Trace trace = started.circumstances().trace();
    publisher.after(started).forEach(output -> outbox.publish(output.tracedBy(trace)));
    Named.tellAfterCommit(started, move.turn(), Map.of(), observer, transactions);
    Circumstances how = started.circumstances();
    how.labels().forEach((name, value) -> setAttribute(id, name, value));
    Instant at = move.turn().at();
    Instant later = later(beginning.created(), at);
    String service = beginning.waitsFor(at);
    if (later != null) {
      store.timers().set(id, Consequences.START, later); // Who is down then is seen then.
    } else if (service != null) {
      store.services().hold(service, new Services.Held(id, Services.Held.START, 1, 0));
    } else {
      StartCase command = new StartCase(id, StartCase.FIRST, beginning.created().workflow(), null);
      int priority = beginning.created().priority();
      first.add(new Effect.Send(command, Duration.ZERO, 0, priority, trace));
    }
  }

  /** A case that is about to be. */
  private record Beginning(CaseId id, Event.CaseStarted created, Set<String> down) {
    WorkflowId workflow() {
      return created.workflow();
    }

    /**
     * One of them is as good as all: whatever is down when it is up again holds its own requests.
     */
    @Nullable String waitsFor(Instant at) {
      return later(created, at) != null || down.isEmpty() ? null : down.iterator().next();
    }

    Move move(Instant at) {
      Turn turn = new Turn(0, CREATION, at, firstEvents(created, waitsFor(at)));
      return new Move(Case.replay(id, List.of(turn)), turn);
    }
  }

  /** When the case begins; null for at once. */
  private static @Nullable Instant later(Event.CaseStarted created, Instant at) {
    Circumstances how = created.circumstances();
    Instant moment = how == null ? null : how.notBefore();
    return moment != null && moment.isAfter(at) ? moment : null;
  }

  private static List<Event> firstEvents(Event.CaseStarted created, @Nullable String heldFor) {
    return heldFor == null
        ? List.of(created)
        : List.of(created, new Event.RequestHeld(Services.Held.START, heldFor));
  }

  private void setAttribute(CaseId id, String name, String value) {
    store.catalog().setAttribute(id, name, Json.payload(value));
  }

  /**
   * Starts a case with the same input as one that has ended, on the same version.
   *
   * @throws StartRefusedException when there is no such case, or it has not ended
   */
  Started repeat(CaseId id, String starter) {
    Case ended =
        store
            .read(id)
            .filter(seen -> seen.status().isEnd())
            .orElseThrow(
                () ->
                    new StartRefusedException(
                        Codes.NOT_REPEATABLE,
                        "there is no case '%s' that has ended".formatted(id)));
    Circumstances was = ended.circumstances();
    CaseId first = was.original() == null ? id : was.original();
    return start(
        new StartRequest(
            ended.workflow().name(),
            ended.workflow().version(),
            null,
            ended.input(),
            null,
            UUID.randomUUID().toString(),
            ended.businessKey(),
            ended.priority(),
            new Circumstances(was.labels(), null, first)),
        starter);
  }

  /** The same wish again: the case is there, and whoever asked twice is told the end twice. */
  private Started existing(CaseId id, WorkflowId workflow, StartRequest request) {
    WorkflowId taken = store.read(id).map(Case::workflow).orElse(workflow);
    if (!taken.name().equals(workflow.name())) {
      throw new StartRefusedException(
          Codes.CASE_ID_TAKEN,
          "case id '%s' belongs to a case of workflow '%s'".formatted(id, taken.name()));
    }
    if (request.replyTo() != null) {
      CommandId asking = new CommandId("ask " + request.requestId());
      send(new StartCase(id, asking, taken, request.replyTo()));
    }
    return new Started(id, false);
  }

  private void send(StartCase command) {
    outbox.send(List.of(new Effect.Send(command)));
  }

  /**
   * @throws StartRefusedException when no version of the workflow is
   */
  void checkDeployed(String workflow) {
    if (definitions.versions(workflow).isEmpty()) {
      throw new StartRefusedException(
          Codes.UNKNOWN_WORKFLOW,
          "workflow '%s' is not deployed; deployed are %s"
              .formatted(workflow, definitions.workflows()));
    }
  }

  /**
   * @param wanted null for the highest version
   * @throws StartRefusedException when it is not deployed
   */
  WorkflowId workflow(String name, @Nullable Integer wanted) {
    checkDeployed(name);
    SortedSet<Integer> versions = definitions.versions(name);
    int version = wanted == null ? versions.last() : wanted;
    if (version < 1 || !definitions.isStartable(new WorkflowId(name, version))) {
      throw new StartRefusedException(
          Codes.UNKNOWN_VERSION,
          "workflow '%s' has no version %d; deployed are %s".formatted(name, version, versions));
    }
    return new WorkflowId(name, version);
  }

  private void checkInput(WorkflowId workflow, Payload input) {
    try {
      definitions.checkInput(workflow, input);
    } catch (IllegalArgumentException e) {
      throw new StartRefusedException(
          Codes.INPUT_REFUSED, "input of workflow " + workflow + ": " + e.getMessage());
    }
  }

  /**
   * @param created false when the case was there already
   */
  public record Started(CaseId id, boolean created) {}

  /** A wish for a case, and who has it. */
  public record Asked(StartRequest request, String starter) {}

  /**
   * One of the two.
   *
   * @param refusal naming what is wrong
   */
  public record Answered(@Nullable Started started, @Nullable StartRefusedException refusal) {}
}
