package io.baton.it.kafka;

import io.baton.cli.ground.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A key of 127.0.0.1 that certifies itself, and who trusts it; made for this run. */
record Certificates(Path key, Path trust) {
  static final String PASSWORD = "of both files";
  private static final Duration LIMIT = Duration.ofMinutes(1);

  static Certificates in(Path folder) throws IOException {
    Certificates made = new Certificates(folder.resolve("key.p12"), folder.resolve("trust.p12"));
    Path certificate = folder.resolve("broker.crt");
    keytool(
        folder,
        List.of("-genkeypair", "-alias", "broker", "-keyalg", "EC", "-dname", "CN=127.0.0.1"),
        List.of("-ext", "san=ip:127.0.0.1", "-keystore", made.key.toString()));
    keytool(
        folder,
        List.of("-exportcert", "-alias", "broker", "-file", certificate.toString()),
        List.of("-keystore", made.key.toString()));
    keytool(
        folder,
        List.of("-importcert", "-noprompt", "-alias", "broker", "-file", certificate.toString()),
        List.of("-keystore", made.trust.toString()));
    return made;
  }

  private static void keytool(Path folder, List<String> what, List<String> where)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(what);
    command.addAll(where);
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    Path log = folder.resolve("keytool.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!Until.holds(LIMIT, () -> !process.isAlive()) || process.exitValue() != 0) {
      throw new IOException(String.join(" ", what) + ": " + Files.readString(log));
    }
  }
}
