package io.baton.engine;

import io.baton.model.CaseId;
import io.baton.model.Codes;
import io.baton.model.Command;
import io.baton.model.Effect;
import io.baton.model.Incident;
import io.baton.model.WorkflowId;
import io.baton.port.CaseStore;
import io.baton.port.Definitions;
import io.baton.port.Outbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends commands on whose workflow or activity is not deployed on this node: another may have it.
 */
final class Detours {
  /** After about four minutes the operators are told; the command goes on looking for a node. */
  private static final int TELL_AT = 12;

  private final Definitions definitions;
  private final CaseStore store;
  private final Outbox outbox;

  Detours(Definitions definitions, CaseStore store, Outbox outbox) {
    this.definitions = definitions;
    this.store = store;
    this.outbox = outbox;
  }

  /**
   * @return the commands that can be handled here
   */
  List<Command> sendOnWhatIsNotDeployedHere(
      List<Command> commands, Map<Command, Delivery> deliveries) {
    List<Command> here = new ArrayList<>();
    List<Effect.Send> elsewhere = new ArrayList<>();
    Map<CaseId, WorkflowId> today = workflows(commands);
    for (Command command : commands) {
      Optional<String> missing = missing(command, today);
      if (missing.isEmpty()) {
        here.add(command);
        continue;
      }
      Delivery delivery = deliveries.getOrDefault(command, Delivery.FIRST);
      elsewhere.add(
          new Effect.Send(command, delay(delivery.hops()), delivery.hops() + 1)
              .tracedBy(delivery.trace()));
      if (delivery.hops() == TELL_AT) {
        tell(command, missing.get());
      }
    }
    outbox.send(elsewhere);
    return here;
  }

  /** 1, 2, 4 … 30 seconds. */
  static Duration delay(int hops) {
    return Duration.ofSeconds(Math.min(30, 1L << Math.min(hops, 5)));
  }

  /** Of those cases whose commands do not say it themselves. */
  private Map<CaseId, WorkflowId> workflows(List<Command> commands) {
    List<CaseId> asked =
        commands.stream()
            .filter(command -> !says(command))
            .map(Command::caseId)
            .distinct()
            .toList();
    return asked.isEmpty() ? Map.of() : store.workflows(asked);
  }

  private boolean says(Command command) {
    return command instanceof Command.StartCase
        || (command instanceof Command.Work work
            // What the case migrated from may have been deleted since.
            && definitions.program(work.origin().workflow()).isPresent());
  }

  private Optional<String> missing(Command command, Map<CaseId, WorkflowId> today) {
    Optional<WorkflowId> workflow = workflow(command, today);
    if (workflow.isPresent() && definitions.program(workflow.get()).isEmpty()) {
      return Optional.of("workflow " + workflow.get());
    }
    if (command instanceof Command.Migrate move && definitions.program(move.to()).isEmpty()) {
      return Optional.of("workflow " + move.to());
    }
    if (command instanceof Command.Work work && definitions.activity(work.activity()).isEmpty()) {
      return Optional.of("activity " + work.activity());
    }
    return Optional.empty();
  }

  boolean isDeployedHere(Command.Work work) {
    return missing(work, Map.of()).isEmpty();
  }

  /** Empty for a case that is not there yet: then the lock decides. */
  private Optional<WorkflowId> workflow(Command command, Map<CaseId, WorkflowId> today) {
    if (command instanceof Command.Work work) {
      WorkflowId then = work.origin().workflow();
      WorkflowId now = says(command) ? null : today.get(command.caseId());
      return Optional.of(now != null && now.name().equals(then.name()) ? now : then);
    }
    if (command instanceof Command.StartCase start) {
      return Optional.of(start.workflow());
    }
    return Optional.ofNullable(today.get(command.caseId()));
  }

  private void tell(Command command, String missing) {
    store.raise(
        new Incident(
            Incident.Kind.DEAD,
            Codes.NOT_DEPLOYED,
            command.caseId(),
            "no node took command %s: %s is not deployed here".formatted(command.id(), missing),
            null));
  }
}
