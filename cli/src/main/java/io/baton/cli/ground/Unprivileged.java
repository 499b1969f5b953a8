package io.baton.cli.ground;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs PostgreSQL's programs, which refuse to work for root, as somebody else: as the user postgres
 * or nobody where that one can reach the folder, else in a user namespace where root has no name.
 */
final class Unprivileged {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final List<String> prefix;
  private final String owner;

  private Unprivileged(List<String> prefix, String owner) {
    this.prefix = prefix;
    this.owner = owner;
  }

  /** How to run programs that must be able to reach the given folder. */
  static Unprivileged reaching(Path folder, Path log) throws IOException {
    if (!"root".equals(System.getProperty("user.name"))) {
      return new Unprivileged(List.of(), "");
    }
    for (String user : List.of("postgres", "nobody")) {
      List<String> become =
          List.of("setpriv", "--reuid=" + user, "--regid=" + groupOf(user, log), "--clear-groups");
      if (works(become, folder, log)) {
        return new Unprivileged(become, user);
      }
    }
    List<String> nameless = List.of("unshare", "--user");
    if (works(nameless, folder, log)) {
      return new Unprivileged(nameless, "");
    }
    throw new GroundFailure(
        "BATON-9012 PostgreSQL does not run as root, and neither postgres nor nobody can reach %s"
                .formatted(folder)
            + " nor are user namespaces allowed; run this as an ordinary user");
  }

  List<String> command(Path program, String... arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(program.toString());
    command.addAll(List.of(arguments));
    return command;
  }

  /** Gives a folder and all in it to the user who will work there. */
  void own(Path folder) throws IOException {
    if (owner.isEmpty()) {
      return;
    }
    UserPrincipal user =
        folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(owner);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.getFileAttributeView(file, PosixFileAttributeView.class).setOwner(user);
      }
    }
  }

  private static boolean works(List<String> become, Path folder, Path log) throws IOException {
    List<String> command = new ArrayList<>(become);
    command.addAll(List.of("test", "-x", folder.toString(), "-a", "-r", folder.toString()));
    return Tool.attempt(log, LIMIT, Map.of(), command).exit() == 0;
  }

  private static String groupOf(String user, Path log) throws IOException {
    Tool.Outcome group = Tool.attempt(log, LIMIT, Map.of(), List.of("id", "-g", user));
    return group.exit() == 0 ? group.output().strip() : "65534";
  }
}
