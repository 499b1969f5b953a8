package io.baton.cli.ground;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ClassicGroupDescription;
import org.apache.kafka.common.ClassicGroupState;

/** The workers of Kafka Connect that share tasks out among themselves, as Kafka knows them. */
public final class ConnectGroup {
  private static final String GROUP = "baton-connect"; // As in connect.properties.
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final String bootstrapServers;

  public ConnectGroup(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** Waits until so many workers are in it and each has been told its tasks. */
  public void awaitMembers(int wanted) {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      if (!Until.holds(LIMIT, () -> isShared(describe(admin), wanted))) {
        throw new GroundFailure(
            "BATON-9061 the group of Kafka Connect has not %d workers: %s"
                .formatted(wanted, describe(admin)));
      }
    }
  }

  private static boolean isShared(ClassicGroupDescription group, int among) {
    return group.state() == ClassicGroupState.STABLE && group.members().size() == among;
  }

  private static ClassicGroupDescription describe(Admin admin) {
    try {
      return admin.describeClassicGroups(List.of(GROUP)).all().get().values().iterator().next();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GroundFailure("BATON-9001 interrupted while waiting", e);
    } catch (ExecutionException e) {
      throw new GroundFailure("BATON-9061 the group of Kafka Connect is not known to Kafka", e);
    }
  }
}
