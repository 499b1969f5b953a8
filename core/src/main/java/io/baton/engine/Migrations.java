package io.baton.engine;

import io.baton.api.DeploymentRefusedException;
import io.baton.api.MigrationPage;
import io.baton.api.MigrationPage.Fate;
import io.baton.api.MigrationPage.MigratingCase;
import io.baton.api.MigrationPlan;
import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Codes;
import io.baton.model.Command;
import io.baton.model.CommandId;
import io.baton.model.Effect;
import io.baton.model.Event;
import io.baton.model.WorkflowId;
import java.util.ArrayList;
import java.util.List;

/** Takes running cases to another version: first on paper, then by a command for each. */
final class Migrations {
  private static final int PAGE = 500;

  private final Kernel kernel;

  Migrations(Kernel kernel) {
    this.kernel = kernel;
  }

  /** What would happen now; nothing is changed. */
  MigrationPage preview(MigrationPlan plan) {
    Decider decider = new Decider(kernel.definitions(), kernel.undoPlan());
    List<MigratingCase> cases = new ArrayList<>();
    List<CaseId> page = page(plan);
    for (CaseId id : page) {
      kernel.store().read(id).map(now -> preview(decider, now, plan)).ifPresent(cases::add);
    }
    return new MigrationPage(cases, page.size() == PAGE);
  }

  private MigratingCase preview(Decider decider, Case now, MigrationPlan plan) {
    Command.Migrate command = command(plan, now.id(), "on paper");
    Verdict verdict = decider.decide(now, command, null, kernel.store().now());
    String id = now.id().value();
    if (!(verdict instanceof Verdict.Advance advance)) {
      return new MigratingCase(id, Fate.STAYS, "it is on version " + plan.to() + " already");
    }
    List<String> told = new ArrayList<>();
    Fate fate = Fate.MIGRATES;
    for (Event event : advance.turn().events()) {
      if (event instanceof Event.WishRefused refused) {
        return new MigratingCase(id, Fate.STAYS, refused.reason());
      }
      fate = event instanceof Event.CaseParked ? Fate.PARKS : fate;
      told.add(tell(event));
    }
    return new MigratingCase(id, fate, String.join("; ", told));
  }

  private static String tell(Event event) {
    if (event instanceof Event.Migrated migrated) {
      return migrated.refs().isEmpty() ? "all refs keep their ids" : "renames " + migrated.refs();
    }
    if (event instanceof Event.RefOpened opened) {
      return "begins %s: %s".formatted(opened.ref(), opened.awaited().describe());
    }
    if (event instanceof Event.CaseParked parked) {
      return "parks: " + parked.reason();
    }
    return event.getClass().getSimpleName();
  }

  /**
   * Tells each case of the page, in the caller's transaction.
   *
   * @param request the same for the same wish, however often it comes
   */
  MigrationPage tell(MigrationPlan plan, String request) {
    List<CaseId> page = page(plan);
    kernel
        .outbox()
        .send(page.stream().map(id -> new Effect.Send(command(plan, id, request))).toList());
    return new MigrationPage(
        page.stream().map(id -> new MigratingCase(id.value(), Fate.TOLD, "")).toList(),
        page.size() == PAGE);
  }

  private List<CaseId> page(MigrationPlan plan) {
    WorkflowId from = new WorkflowId(plan.workflow(), plan.from());
    WorkflowId to = new WorkflowId(plan.workflow(), plan.to());
    if (kernel.definitions().program(from).isEmpty()) {
      throw new DeploymentRefusedException(Codes.DEFINITION_UNKNOWN, "there is no " + from);
    }
    if (!kernel.definitions().isStartable(to)) {
      throw new DeploymentRefusedException(
          Codes.DEFINITION_UNKNOWN, "there is no %s, or it has retired".formatted(to));
    }
    CaseId after = plan.after() == null ? null : new CaseId(plan.after());
    return kernel.store().catalog().running(from, after, PAGE);
  }

  private static Command.Migrate command(MigrationPlan plan, CaseId id, String request) {
    return new Command.Migrate(
        id,
        new CommandId("migrate " + request),
        new WorkflowId(plan.workflow(), plan.from()),
        new WorkflowId(plan.workflow(), plan.to()),
        plan.nodes());
  }
}
