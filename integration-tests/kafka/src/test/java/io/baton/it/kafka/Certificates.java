package io.baton.it.kafka;

import io.baton.cli.ground.Until;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A key of 127.0.0.1 that certifies itself, and who trusts it; made for this run. */
record Certificates(Path key, Path trust) {
  static final String PASSWORD = "of both files";
  private static final Duration LIMIT = Duration.ofMinutes(1);

  static Certificates in(Path folder) throws IOException {
    Certificates made = new Certificates(folder.resolve("key.p12"), folder.resolve("trust.p12"));
    keytool(
        folder,
        List.of("-genkeypair", "-alias", "broker", "-keyalg", "EC", "-dname", "CN=127.0.0.1"),
        List.of("-ext", "san=ip:127.0.0.1", "-keystore", made.key.toString()));
    made.haveItTrusted();
    return made;
  }

  private void haveItTrusted() throws IOException {
    char[] password = PASSWORD.toCharArray();
    try (OutputStream file = Files.newOutputStream(trust)) {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, password);
      trusted.setCertificateEntry(
          "broker", KeyStore.getInstance(key.toFile(), password).getCertificate("broker"));
      trusted.store(file, password);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
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
