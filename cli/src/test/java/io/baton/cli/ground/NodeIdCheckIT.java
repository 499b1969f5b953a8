package io.baton.cli.ground;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeIdCheckIT {
  @TempDir Path folder;

  @Test
  void an_id_is_refused_while_another_store_renews_it() throws IOException, SQLException {
    PostgresServer postgres = new PostgresServer(StateDir.at(folder.resolve("state")));
    Path data = Files.createDirectories(folder.resolve("data"));
    postgres.start();
    try (Connection database = postgres.connect();
        Statement statement = database.createStatement()) {
      assertThatCode(() -> NodeIdCheck.refuseIfHeld(database, "n1", data))
          .as("no table yet")
          .doesNotThrowAnyException();
      statement.execute(
          "CREATE TABLE baton_node (node_id text, store_id text, seen_at timestamptz)");
      statement.execute("INSERT INTO baton_node VALUES ('n1', 'theirs', clock_timestamp())");

      assertThatThrownBy(() -> NodeIdCheck.refuseIfHeld(database, "n1", data))
          .isInstanceOf(GroundFailure.class)
          .hasMessageContaining("BATON-9030 node id 'n1'");
      assertThatCode(() -> NodeIdCheck.refuseIfHeld(database, "n2", data))
          .as("another id")
          .doesNotThrowAnyException();

      Files.writeString(data.resolve("baton-store-id"), "theirs\n");
      assertThatCode(() -> NodeIdCheck.refuseIfHeld(database, "n1", data))
          .as("the same store")
          .doesNotThrowAnyException();

      Files.writeString(data.resolve("baton-store-id"), "mine");
      statement.execute("UPDATE baton_node SET seen_at = seen_at - INTERVAL '31' SECOND");
      assertThatCode(() -> NodeIdCheck.refuseIfHeld(database, "n1", data))
          .as("a lease that ran out")
          .doesNotThrowAnyException();
    } finally {
      postgres.stop();
    }
  }
}
