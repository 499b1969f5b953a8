package io.baton.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.baton.api.CaseStatus;
import io.baton.api.Cases;
import io.baton.api.Cases.CaseHandle;
import io.baton.api.FoundCase;
import io.baton.api.SignalOptions;
import io.baton.api.Waiting;
import io.baton.api.Waiting.Kind;
import io.baton.it.talk.Ears;
import io.baton.it.talk.Subject;
import io.baton.it.talk.Talk;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import jakarta.transaction.UserTransaction;
import java.io.File;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.hamcrest.Matcher;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs in a WAR inside the server: what clients tell cases and hear of them. */
@ExtendWith(ArquillianExtension.class)
@DisplayName("Clients signal, publish, answer, ask, look for and observe cases")
final class ClientsIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  @Inject Cases cases;
  @Inject Ears ears;
  @Resource UserTransaction transaction;

  @Resource(lookup = "java:jboss/datasources/BatonXA")
  DataSource source;

  @Resource(lookup = "java:/JmsXA")
  ConnectionFactory connections;

  @Resource(lookup = "java:/jms/queue/baton/signals")
  Queue signals;

  @Deployment
  static EnterpriseArchive application() {
    WebArchive war =
        ShrinkWrap.create(WebArchive.class, "client.war")
            .addClass(ClientsIT.class)
            .addAsWebInfResource(Applications.ALL_BEANS, "beans.xml");
    return Applications.talk()
        .addAsModule(war)
        .addAsLibraries(jar(Assertions.class), jar(Awaitility.class), jar(Matcher.class));
  }

  private static File jar(Class<?> of) {
    return new File(of.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  private static String newId() {
    return "talk-" + UUID.randomUUID();
  }

  private CaseHandle start(String id, String topic, int words, boolean title) {
    return cases.workflow(Talk.class).caseId(id).start(new Subject(topic, words, title));
  }

  private CaseHandle start(int words) {
    String id = newId();
    return start(id, "topic of " + id, words, false);
  }

  private static void awaitSignal(CaseHandle talk) {
    awaitWait(talk, Kind.SIGNAL);
  }

  private static Waiting awaitWait(CaseHandle talk, Kind kind) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(talk.waiting()).extracting(Waiting::kind).containsExactly(kind));
    return talk.waiting().get(0);
  }

  private static String[] result(CaseHandle talk) {
    return talk.result(String[].class, SOON);
  }

  @Test
  void signalsAreTakenInTheOrderInWhichTheyWereSent() {
    CaseHandle talk = start(60);
    List<String> sent = IntStream.range(0, 60).mapToObj(i -> "w" + i).toList();
    sent.forEach(word -> talk.signal(Talk.WORD, word));
    assertThat(result(talk)).containsExactlyElementsOf(sent);
  }

  @Test
  void aSignalOfTheSameMessageIdIsTakenOnce() throws Exception {
    CaseHandle talk = start(2);
    SignalOptions once = SignalOptions.ORDINARY.messageId("m-1");
    talk.signal(Talk.WORD, "a", once);
    talk.signal(Talk.WORD, "again", once);
    talk.signal(Talk.WORD, "b");
    assertThat(result(talk)).containsExactly("a", "b");
    assertThat(
            count(
                "SELECT count(*) FROM baton_turn WHERE case_id = ? AND command_id LIKE 'signal%'",
                talk.id()))
        .isEqualTo(2);
  }

  @Test
  void aSignalSentTogetherWithTheStartWaitsUntilItIsAskedFor() throws Exception {
    String id = newId();
    transaction.begin();
    CaseHandle talk = start(id, id, 1, false);
    talk.signal(Talk.WORD, "early");
    transaction.commit();
    assertThat(result(talk)).containsExactly("early");
  }

  @Test
  void aSignalThatIsRolledBackWasNeverSent() throws Exception {
    CaseHandle talk = start(1);
    transaction.begin();
    talk.signal(Talk.WORD, "unsaid");
    transaction.rollback();
    talk.signal(Talk.WORD, "said");
    assertThat(result(talk)).containsExactly("said");
  }

  @Test
  void aSignalNobodyTakesInTimeBecomesAnIncident() throws Exception {
    String id = newId();
    CaseHandle talk = start(id, id, 0, true);
    Waiting title = awaitWait(talk, Kind.ANSWER);
    talk.signal(Talk.WORD, "unheard", SignalOptions.ORDINARY.keep(Duration.ofMillis(200)));
    await()
        .atMost(SOON)
        .until(
            () ->
                count(
                        "SELECT count(*) FROM baton_incident WHERE code = 'BATON-1308' AND case_id = ?",
                        id)
                    == 1);
    cases.answer(title.name(), "done");
    assertThat(result(talk)).containsExactly("done");
  }

  @Test
  void whatIsPublishedReachesEveryCaseThatHearsTheKeyAndOnlyOnce() {
    String topic = newId();
    List<CaseHandle> talks = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      CaseHandle talk = start(newId(), topic, 2, false);
      talks.add(talk);
      awaitSignal(talk);
    }
    CaseHandle other = start(1);
    awaitSignal(other);
    SignalOptions once = SignalOptions.ORDINARY.messageId("news of " + topic);
    assertThat(cases.publish(Talk.WORD, topic, "news", once)).isEqualTo(3);
    assertThat(cases.publish(Talk.WORD, topic, "news", once)).isEqualTo(3);
    assertThat(cases.publish(Talk.WORD, topic, "more")).isEqualTo(3);
    talks.forEach(talk -> assertThat(result(talk)).containsExactly("news", "more"));
    assertThat(cases.publish(Talk.WORD, topic, "late")).as("ended cases hear nothing").isZero();
    awaitSignal(other);
    other.cancel("over");
  }

  @Test
  void signalsAlsoComeAsMessages() {
    String topic = newId();
    CaseHandle talk = start(newId(), topic, 2, false);
    awaitSignal(talk);
    send("{'signal':'word','case':'%s','value':'a'}".formatted(talk.id()));
    await().atMost(SOON).until(() -> "a".equals(talk.query("soFar", String.class, "+")));
    send("{'signal':'word','key':'%s','value':'b','messageId':'m'}".formatted(topic));
    assertThat(result(talk)).containsExactly("a", "b");
  }

  private void send(String text) {
    try (JMSContext session = connections.createContext()) {
      session.createProducer().send(signals, text.replace('\'', '"'));
    }
  }

  @Test
  void aSignalThatCannotBeReadIsParked() throws Exception {
    String mark = UUID.randomUUID().toString();
    send("{'signal':'word','value':'%s'}".formatted(mark));
    await()
        .atMost(SOON)
        .until(
            () ->
                count(
                        "SELECT count(*) FROM baton_incident WHERE code = 'BATON-1203' AND payload LIKE ?",
                        "%" + mark + "%")
                    == 1);
    try (JMSContext session = connections.createContext()) {
      Queue parked = session.createQueue("baton.parked");
      assertThat(
              session
                  .createConsumer(parked, "baton_reason LIKE 'BATON-1203%'")
                  .receiveBody(String.class, SOON.toMillis()))
          .contains(mark);
    }
  }

  @Test
  void anOpenRefIsAnsweredOnceAndTheSecondAnswerIsNoted() throws Exception {
    String id = newId();
    CaseHandle talk = start(id, id, 0, true);
    Waiting title = awaitWait(talk, Kind.ANSWER);
    assertThat(title.name()).isEqualTo(id + "/" + title.ref());
    cases.answer(title.name(), "On Batons");
    assertThat(result(talk)).containsExactly("On Batons");
    cases.answer(title.name(), "On Late Answers");
    await()
        .atMost(SOON)
        .until(
            () ->
                count(
                        "SELECT count(*) FROM baton_turn WHERE case_id = ? AND events::text LIKE '%WishRefused%'",
                        id)
                    == 1);
  }

  @Test
  void aRefusalReachesTheWorkflow() {
    String id = newId();
    CaseHandle talk = start(id, id, 0, true);
    cases.refuse(awaitWait(talk, Kind.ANSWER).name(), "not now");
    assertThat(result(talk)).containsExactly("no title: not now");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cases.answer("nonsense", 1))
        .withMessageContaining("'nonsense'");
  }

  @Test
  void aQueryIsAnsweredByTheWorkflow() {
    CaseHandle talk = start(3);
    talk.signal(Talk.WORD, "a");
    talk.signal(Talk.WORD, "b");
    await().atMost(SOON).until(() -> "a+b".equals(talk.query("soFar", String.class, "+")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> talk.query("nothing", String.class))
        .withMessageContaining("nothing");
    talk.signal(Talk.WORD, "c");
    assertThat(result(talk)).hasSize(3);
    assertThat(talk.query("soFar", String.class, "-")).isEqualTo("a-b-c");
  }

  @Test
  void casesAreFoundByWhatIsKnownOfThem() {
    String mark = newId();
    CaseHandle running =
        cases.workflow(Talk.class).businessKey(mark).start(new Subject(mark, 1, false));
    CaseHandle ended =
        cases.workflow(Talk.class).businessKey(mark).start(new Subject(mark, 0, false));
    result(ended);
    awaitSignal(running);
    assertThat(cases.find().workflow("talk").businessKey(mark).list())
        .extracting(FoundCase::id, FoundCase::status)
        .containsExactlyInAnyOrder(
            tuple(running.id(), CaseStatus.RUNNING), tuple(ended.id(), CaseStatus.COMPLETED));
    assertThat(cases.find().attribute("topic", mark).status(CaseStatus.RUNNING).list())
        .extracting(FoundCase::id)
        .containsExactly(running.id());
    assertThat(cases.find().attribute("topic", mark + "?").list()).isEmpty();
    running.cancel("over");
  }

  @Test
  void theSameIdempotencyKeyIsTheSameCase() {
    String key = newId();
    Subject subject = new Subject(key, 0, false);
    CaseHandle first = cases.workflow(Talk.class).idempotencyKey(key).start(subject);
    CaseHandle second = cases.workflow(Talk.class).idempotencyKey(key).start(subject);
    assertThat(second.id()).isEqualTo(first.id()).isEqualTo("talk:" + key);
    assertThat(second.created()).isFalse();
    assertThat(result(second)).isEmpty();
  }

  @Test
  void observersHearWhatIsCommittedAndNothingElse() throws Exception {
    String unborn = newId();
    transaction.begin();
    start(unborn, unborn, 0, false);
    transaction.rollback();

    String id = newId();
    transaction.begin();
    CaseHandle talk = start(id, id, 1, false);
    assertThat(ears.heard(id)).as("before the commit").isEmpty();
    transaction.commit();
    awaitSignal(talk);
    talk.cancel("over");
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(ears.heard(id))
                    .containsExactly(
                        "Started", "ActivityStarted", "ActivityEnded", "ActivityUndone", "Ended"));
    assertThat(ears.heard(unborn)).isEmpty();
  }

  private int count(String sql, String arg) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, arg);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }
}
