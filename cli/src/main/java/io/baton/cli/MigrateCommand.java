package io.baton.cli;

import io.baton.api.MigrationPage;
import io.baton.api.MigrationPage.MigratingCase;
import io.baton.api.MigrationPlan;
import io.baton.model.DefinitionRequest.Migrate;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets running cases go on with another version. */
@Command(name = "migrate", description = "Let running cases of a graph go on with another version.")
final class MigrateCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "NAME", description = "The workflow's name.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "FROM", description = "The cases' version, as a number.")
  private int from;

  @Parameters(index = "2", paramLabel = "TO", description = "The version to go on with.")
  private int to;

  @Option(
      names = "--map",
      paramLabel = "OLD=NEW",
      description = "A node that is called otherwise there; in a container: container.node.")
  private Map<String, String> nodes = Map.of();

  @Option(names = "--dry-run", description = "Only tell what would happen to each case.")
  private boolean dryRun;

  @Override
  public Integer call() throws IOException {
    Optional<MigrationPlan> plan =
        Optional.of(Refusal.unlessAcceptable(() -> new MigrationPlan(name, from, to, nodes, null)));
    int cases = 0;
    while (plan.isPresent()) {
      MigrationPlan next = plan.get();
      DefinitionAnswer answer = DefinitionAnswer.to(new Migrate(next, dryRun));
      if (answer.refused()) {
        return answer.show();
      }
      MigrationPage page = answer.page();
      if (dryRun) {
        page.cases().forEach(MigrateCommand::print);
      }
      cases += page.cases().size();
      plan = page.more() ? Optional.of(next.next(page)) : Optional.empty();
    }
    System.out.println(
        dryRun
            ? "cases looked at: %d, none changed".formatted(cases)
            : "cases told to migrate: %d; ./baton cases shows which did".formatted(cases));
    return 0;
  }

  private static void print(MigratingCase one) {
    System.out.printf("%-30s  %-8s  %s%n", one.caseId(), one.fate(), one.text());
  }
}
