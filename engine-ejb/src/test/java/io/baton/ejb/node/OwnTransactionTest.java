package io.baton.ejb.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.CommandId;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node writes about itself is there even when its connections have autocommit off. */
class OwnTransactionTest {
  private final TrialDatabase database = new TrialDatabase();
  private NodeLease lease;
  private SlowMarks marks;

  @TempDir Path dataFolder;

  @BeforeEach
  void open() {
    lease = new NodeLease(database.source(), database, "n1", dataFolder);
    marks = new SlowMarks(database.source(), database, lease);
  }

  @Test
  void everyStatementOfLeaseAndSlowMarksIsCommitted() {
    Command command = new Command.CancelCase(new CaseId("c"), new CommandId("x"), "why");
    lease.take("trip");
    lease.renew();
    marks.set(command);
    marks.isSet(command);
    marks.clear(command);
    assertThat(database.committed())
        .extracting(sql -> sql.split(" ")[0])
        .containsExactly("INSERT", "UPDATE", "INSERT", "SELECT", "DELETE");
  }

  @Test
  void aStatementThatFailsIsRolledBackAndSaysWhy() {
    database.failWith("disk full");
    assertThatThrownBy(lease::renew)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("disk full");
    assertThat(database.committed()).isEmpty();
  }
}
