package io.baton.it.ground;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Application users of the running server, beyond those that it began with. */
public final class Users {
  private static final String REALM = "ApplicationRealm";

  private Users() {}

  /** As add-user.sh does it, but for a server that runs. */
  public static void add(String name, String password, String role) throws IOException {
    Path folder = Path.of(Server.read("/path=jboss.server.config.dir", "path").asString());
    append(folder.resolve("application-users.properties"), name + "=" + digest(name, password));
    append(folder.resolve("application-roles.properties"), name + "=" + role);
    Server.execute(Server.operation("load", "/subsystem=elytron/properties-realm=" + REALM));
  }

  private static void append(Path file, String line) throws IOException {
    Files.writeString(file, "\n" + line + "\n", StandardOpenOption.APPEND);
  }

  private static String digest(String name, String password) {
    String text = name + ":" + REALM + ":" + password;
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      return HexFormat.of().formatHex(md5.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
