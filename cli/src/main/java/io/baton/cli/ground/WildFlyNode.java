package io.baton.cli.ground;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * One server among those that share a home and a database.
 *
 * @param id its name and transaction node identifier: at most 23 bytes, unique, kept for ever
 * @param portOffset added to each of the server's ports
 * @param properties system properties, e.g. {@code baton.db.port}
 * @param environment environment variables: the place for secrets, which command lines show
 */
public record WildFlyNode(
    String id, int portOffset, Map<String, String> properties, Map<String, String> environment) {
  private static final int LONGEST_ID = 23;
  private static final int HTTP = 8080;
  private static final int MANAGEMENT = 9990;

  public WildFlyNode {
    if (!id.matches("[A-Za-z0-9-]+") || id.getBytes(StandardCharsets.UTF_8).length > LONGEST_ID) {
      throw new GroundFailure(
          "BATON-9023 node id '%s': 1 to %d letters, digits and hyphens wanted"
              .formatted(id, LONGEST_ID));
    }
    properties = Map.copyOf(properties);
    environment = Map.copyOf(environment);
  }

  /** A node on free ports that uses this database. */
  public static WildFlyNode on(PostgresServer postgres, String id) throws IOException {
    return new WildFlyNode(
        id,
        FreePorts.wildflyOffset(),
        Map.of("baton.db.port", Integer.toString(postgres.port())),
        Map.of("BATON_DB_PASSWORD", postgres.password()));
  }

  /** The same node with one more system property. */
  public WildFlyNode with(String property, String value) {
    Map<String, String> more = new HashMap<>(properties);
    more.put(property, value);
    return new WildFlyNode(id, portOffset, more, environment);
  }

  public int httpPort() {
    return HTTP + portOffset;
  }

  public int managementPort() {
    return MANAGEMENT + portOffset;
  }

  /** Without the environment, which holds secrets. */
  @Override
  public String toString() {
    return "%s (HTTP %d, management %d) %s".formatted(id, httpPort(), managementPort(), properties);
  }
}
