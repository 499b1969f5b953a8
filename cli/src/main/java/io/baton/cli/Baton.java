package io.baton.cli;

import io.baton.cli.demo.DemoFailure;
import io.baton.cli.ground.GroundFailure;
import io.baton.cli.local.Progress;
import io.baton.cli.local.SettingRefused;
import io.baton.cli.torture.TortureFailure;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** What the baton script starts. */
@Command(
    name = "baton",
    description = "Baton on this machine: everything it keeps is below .baton/ of the checkout.",
    synopsisSubcommandLabel = "COMMAND",
    footer = "Another program of the same script: ./baton bench measures what a step costs.",
    subcommands = {
      HelpCommand.class,
      DemoCommand.class,
      TortureCommand.class,
      UpCommand.class,
      DownCommand.class,
      StartCommand.class,
      CasesCommand.class,
      ShowCommand.class,
      SignalCommand.class,
      AnswerCommand.class,
      CancelCommand.class,
      ServicesCommand.class,
      ServiceCommand.class,
      GatewayCommand.class,
      ExportCommand.class,
      DeployCommand.class,
      DefinitionsCommand.class,
      RetireCommand.class,
      MigrateCommand.class,
      CheckCommand.class,
      LogsCommand.class,
      CleanCommand.class
    })
public final class Baton {
  /** Since when the person waits: the script may have built for a while. */
  private static final String BEGAN = "baton.began";

  private Baton() {}

  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    CommandLine commands =
        new CommandLine(new Baton())
            .setUsageHelpAutoWidth(true)
            .setExecutionExceptionHandler((failure, command, parsed) -> tell(failure));
    System.exit(commands.execute(args));
  }

  /** A failure that was foreseen says all itself; only the others need their stack. */
  private static int tell(Exception failure) throws Exception {
    if (failure instanceof GroundFailure
        || failure instanceof DemoFailure
        || failure instanceof TortureFailure
        || failure instanceof SettingRefused
        || failure instanceof Refusal) {
      System.err.println("baton: " + failure.getMessage());
      return 1;
    }
    throw failure;
  }

  static Progress progress() {
    long now = System.currentTimeMillis();
    return new Progress(System.out, Long.getLong(BEGAN, now));
  }
}
