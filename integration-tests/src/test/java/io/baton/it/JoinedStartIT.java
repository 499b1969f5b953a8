package io.baton.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.CaseFailedException;
import io.baton.api.CaseStatus;
import io.baton.api.Cases;
import io.baton.api.Cases.CaseHandle;
import io.baton.api.StartRefusedException;
import io.baton.it.app.Plan;
import io.baton.it.app.Step;
import io.baton.it.app.Steps;
import io.baton.it.app.Trouble;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.io.File;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs in a WAR inside the server: a start belongs to the transaction of whoever injected {@link
 * Cases}.
 */
@ExtendWith(ArquillianExtension.class)
@DisplayName("A4.15 access by the Java API, in the caller's transaction")
final class JoinedStartIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  @Inject Cases cases;
  @Resource UserTransaction transaction;

  @Resource(lookup = "java:jboss/datasources/BatonXA")
  DataSource source;

  @Deployment
  static EnterpriseArchive application() {
    File assertions =
        new File(Assertions.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    WebArchive war =
        ShrinkWrap.create(WebArchive.class, "client.war")
            .addClass(JoinedStartIT.class)
            .addAsWebInfResource(Applications.ALL_BEANS, "beans.xml");
    return Applications.steps().addAsLibrary(assertions).addAsModule(war);
  }

  @Test
  void aStartThatIsRolledBackLeavesNoCase() throws Exception {
    String id = newId();
    transaction.begin();
    start(id, Step.fine("a"));
    order(id);
    transaction.rollback();
    assertThat(rows("baton_case", id)).isZero();
    assertThat(rows("it_effect", id)).isZero();
    assertThatThrownBy(() -> cases.get(id).status()).hasMessageContaining(id);
  }

  @Test
  void aCaseAndItsCallersRowAppearTogether() throws Exception {
    String id = newId();
    transaction.begin();
    CaseHandle handle = start(id, Step.fine("a"));
    order(id);
    transaction.commit();
    assertThat(handle.created()).isTrue();
    assertThat(handle.result(String[].class, SOON)).containsExactly("a by anonymous");
    assertThat(rows("it_effect", id)).as("the caller's row and the activity's").isEqualTo(2);
  }

  @Test
  void withoutATransactionAStartHasOneOfItsOwn() {
    CaseHandle handle = cases.workflow(Steps.class).start(Plan.of(Step.fine("a")));
    assertThat(handle.result(String[].class, SOON)).hasSize(1);
    assertThat(handle.status()).isEqualTo(CaseStatus.COMPLETED);
  }

  @Test
  void theSameIdTwiceIsTheSameCase() throws Exception {
    String id = newId();
    CaseHandle first = start(id, Step.fine("a"));
    CaseHandle second = start(id, Step.fine("a"));
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(first.created()).isTrue();
    assertThat(second.created()).isFalse();
    assertThat(second.result(String[].class, SOON)).hasSize(1);
    assertThat(rows("it_effect", id)).isEqualTo(1);
  }

  @Test
  void theResultOfACaseThatFailedSaysWhy() {
    CaseHandle handle = start(newId(), Step.with("a", Trouble.REFUSE, Step.ALWAYS));
    assertThatThrownBy(() -> handle.result(String[].class, SOON))
        .isInstanceOf(CaseFailedException.class)
        .hasMessageContaining("no more a");
  }

  @Test
  void aRefusedStartNamesWhatIsWrong() {
    assertThatThrownBy(() -> cases.workflow("nix"))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("BATON-1101");
    assertThatThrownBy(() -> cases.workflow("steps").version(9).start(null))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("BATON-1102");
    assertThatThrownBy(() -> cases.workflow("steps").start(List.of(1)))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("BATON-1103");
  }

  private CaseHandle start(String id, Step... steps) {
    return cases.workflow("steps").caseId(id).start(Plan.of(steps));
  }

  private static String newId() {
    return "joined-" + UUID.randomUUID();
  }

  private void order(String id) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO it_effect VALUES ('" + id + "', 'order', 'DO', 'it', now())");
    }
  }

  private int rows(String table, String id) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*) FROM " + table + " WHERE case_id = '" + id + "'")) {
      row.next();
      return row.getInt(1);
    }
  }
}
