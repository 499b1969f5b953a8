package io.baton.standalone.durable;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.XAConnection;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed process leaves prepared in H2 is really rolled back. */
class ScannedBranchTest {
  private static final String COUNT = "SELECT count(*) FROM INFORMATION_SCHEMA.IN_DOUBT";

  private final JdbcDataSource database = new JdbcDataSource();

  @BeforeEach
  void twoBranchesInDoubt(@TempDir Path temp) throws Exception {
    database.setUrl("jdbc:h2:file:%s;WRITE_DELAY=0".formatted(temp.resolve("database")));
    database.setUser("sa");
    XAConnection first = database.getXAConnection();
    XAConnection second = database.getXAConnection();
    create(first);
    prepare(first, new Branch(1));
    prepare(second, new Branch(2));
    try (Connection killer = database.getConnection();
        Statement statement = killer.createStatement()) {
      statement.execute("SHUTDOWN IMMEDIATELY"); // As a kill: nothing is tidied up.
    }
  }

  @Test
  @DisplayName("each of two, on one connection, and on one that has not asked for them")
  void bothAreRolledBack() throws Exception {
    XAConnection connection = database.getXAConnection();
    XAResource recovered =
        ScannedBranch.of(new NamedBranch(connection.getXAResource(), "H2", "", "database"));

    assertThat(inDoubt(connection)).isEqualTo(2);
    recovered.rollback(new Branch(1));
    assertThat(inDoubt(connection)).isEqualTo(1);
    recovered.rollback(new Branch(2));
    assertThat(inDoubt(connection)).isZero();
  }

  private static void prepare(XAConnection connection, Xid xid) throws Exception {
    XAResource branch = connection.getXAResource();
    Connection handle = connection.getConnection(); // Not closed: that would roll back.
    branch.start(xid, XAResource.TMNOFLAGS);
    handle.createStatement().execute("INSERT INTO line VALUES (1)");
    branch.end(xid, XAResource.TMSUCCESS);
    branch.prepare(xid);
  }

  private static void create(XAConnection connection) throws SQLException {
    try (Connection handle = connection.getConnection();
        Statement statement = handle.createStatement()) {
      statement.execute("CREATE TABLE line (id int)");
    }
  }

  private static int inDoubt(XAConnection connection) throws SQLException {
    try (Connection handle = connection.getConnection();
        Statement statement = handle.createStatement();
        var row = statement.executeQuery(COUNT)) {
      row.next();
      return row.getInt(1);
    }
  }

  /** A name of a branch that differs from others by its number. */
  private record Branch(int number) implements Xid {
    @Override
    public int getFormatId() {
      return 1;
    }

    @Override
    public byte[] getGlobalTransactionId() {
      return new byte[] {(byte) number};
    }

    @Override
    public byte[] getBranchQualifier() {
      return new byte[] {(byte) number};
    }
  }
}
