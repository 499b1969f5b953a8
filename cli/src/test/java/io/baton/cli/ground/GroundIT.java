package io.baton.cli.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.arjuna.ats.arjuna.common.CoreEnvironmentBeanException;
import com.arjuna.ats.arjuna.common.Uid;
import com.arjuna.ats.arjuna.common.arjPropertyManager;
import com.arjuna.ats.jta.xa.XidImple;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.sql.XAConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.xa.PGXADataSource;

/** PostgreSQL and WildFly come up as configured, recover, stop, and leave nothing behind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class GroundIT {
  private static final Duration BOOT = Duration.ofSeconds(120);
  private static final Duration RECOVERY = Duration.ofSeconds(20);
  private static final String NODE = "ground-it-1";
  private static final String BROKER = "/subsystem=messaging-activemq/server=default";

  private Path temp;

  private StateDir state;
  private Path scripts;
  private PostgresServer postgres;
  private WildFlyHome home;
  private WildFlyServer server;

  @BeforeAll
  void layTheGround(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws IOException {
    temp = folder;
    // The user who runs PostgreSQL must be able to enter.
    assertThat(temp.toFile().setExecutable(true, false)).isTrue();
    assertThat(temp.toFile().setReadable(true, false)).isTrue();
    state = StateDir.at(temp.resolve("state"));
    scripts = StateDir.checkout(Path.of("")).resolve("server-config/wildfly");
    postgres = new PostgresServer(state);
    timed("postgres: unpack, initdb, start", postgres::start);
    timed(
        "wildfly: unpack, configure",
        () ->
            home =
                WildFlyHome.provision(
                    state, Path.of(System.getProperty("baton.wildfly.zip")), scripts));
    server = new WildFlyServer(state, home, WildFlyNode.on(postgres, NODE));
    timed("wildfly: start", this::startServer);
  }

  @AfterAll
  void clearTheGround() throws IOException {
    if (server != null) {
      server.kill9();
    }
    if (postgres != null) {
      postgres.kill9();
    }
  }

  @Test
  @Order(1)
  void postgresIsDurable() throws Exception {
    assertThat(show("fsync")).isEqualTo("on");
    assertThat(show("synchronous_commit")).isEqualTo("on");
    assertThat(show("full_page_writes")).isEqualTo("on");
    assertThat(show("max_prepared_transactions")).isEqualTo("160");
    assertThat(show("password_encryption")).isEqualTo("scram-sha-256");
  }

  @Test
  @Order(1)
  void secretsAreReadableByTheirOwnerOnly() throws Exception {
    assertThat(Files.getPosixFilePermissions(state.resolve("secrets/postgres.password")))
        .hasSize(2);
    assertThat(Files.getPosixFilePermissions(state.resolve("secrets/baton-client.password")))
        .hasSize(2);
  }

  @Test
  @Order(1)
  void theDataSourceConnectsUnderTheNodesName() throws Exception {
    assertThat(
            server.cli(
                "/subsystem=datasources/xa-data-source=BatonXA:test-connection-in-pool"
                    + "(user-name=baton,password="
                    + postgres.password()
                    + ")"))
        .contains("\"outcome\" => \"success\"");
    String sessions = "SELECT count(*) > 0 FROM pg_stat_activity WHERE application_name = '%s'";
    assertThat(query(sessions.formatted(NODE))).isEqualTo("t");
  }

  @Test
  @Order(1)
  void theQueuesExistWithTheirAddresses() throws Exception {
    StringBuilder commands = new StringBuilder();
    for (String queue :
        List.of(
            "commands",
            "start",
            "answers",
            "signals",
            "definitions",
            "tomanager",
            "tomanageredits",
            "health",
            "outputs",
            "dead",
            "parked")) {
      commands
          .append(BROKER + "/jms-queue=baton." + queue)
          .append(":read-resource(include-runtime=true)\n");
    }
    assertThat(server.cli(commands.toString()))
        .contains("\"queue-address\" => \"jms.queue.baton.commands\"")
        .contains("\"queue-address\" => \"jms.queue.baton.start\"")
        .contains("\"queue-address\" => \"jms.queue.baton.definitions\"")
        .contains("\"queue-address\" => \"jms.queue.baton.tomanageredits\"")
        .contains("\"queue-address\" => \"jms.queue.baton.dead\"")
        .contains("\"queue-address\" => \"jms.queue.baton.parked\"")
        .contains("\"dead-letter-address\" => \"jms.queue.baton.dead\"");
  }

  @Test
  @Order(1)
  void aClientInAnotherJvmMayUseBatonsQueuesOnly() throws Exception {
    String password = WildFlyHome.clientPassword(state);
    try (JMSContext client = client(WildFlyHome.CLIENT, password)) {
      Queue replies = client.createTemporaryQueue();
      client
          .createProducer()
          .setJMSReplyTo(replies)
          .send(client.createQueue("baton.start"), "hello");
      Message received = client.createConsumer(client.createQueue("baton.start")).receive(5_000);
      assertThat(received.getBody(String.class)).isEqualTo("hello");
      client.createProducer().send(received.getJMSReplyTo(), "answer");
      assertThat(client.createConsumer(replies).receiveBody(String.class, 5_000))
          .isEqualTo("answer");
    }
    try (JMSContext client = client(WildFlyHome.CLIENT, password)) {
      Queue foreign = client.createQueue("DLQ");
      assertThatThrownBy(() -> client.createProducer().send(foreign, "x"))
          .isInstanceOf(JMSRuntimeException.class);
    }
    assertThatThrownBy(() -> client(WildFlyHome.CLIENT, "wrong").createTemporaryQueue())
        .isInstanceOf(JMSRuntimeException.class);
    assertThatThrownBy(() -> client("guest", "guest").createTemporaryQueue())
        .isInstanceOf(JMSRuntimeException.class);
  }

  @Test
  @Order(1)
  void aSecondNodeSharesTheHome() throws Exception {
    WildFlyServer second = new WildFlyServer(state, home, WildFlyNode.on(postgres, "ground-it-2"));
    timed(
        "wildfly: second node",
        () -> {
          second.start();
          second.awaitReady(BOOT);
        });
    timed("wildfly: second node, stop", second::stop);
    assertThat(second.isRunning()).isFalse();
  }

  @Test
  @Order(2)
  void aDeployedApplicationSeesTheSettingsOfTheDataSource() throws Exception {
    Path page =
        war(
            "page.war",
            "index.jsp",
            """
            <% javax.sql.DataSource ds = (javax.sql.DataSource)
                new javax.naming.InitialContext().lookup("java:jboss/datasources/BatonXA");
              try (java.sql.Connection c = ds.getConnection();
                  java.sql.Statement s = c.createStatement();
                  java.sql.ResultSet r = s.executeQuery("SELECT current_setting('lock_timeout') || ' '"
                    + " || current_setting('transaction_isolation')")) {
                r.next();
                out.print(r.getString(1));
              } %>""");
    timed("deploy a war", () -> server.deploy(page, BOOT));
    URI uri = URI.create("http://127.0.0.1:%d/page/".formatted(server.node().httpPort()));
    String answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
            .body();
    assertThat(answer).contains("10s read committed");
    timed("undeploy it", () -> server.undeploy("page.war", BOOT));
  }

  @Test
  @Order(2)
  void aRefusedArchiveIsToldInTheServersWords() throws Exception {
    Path bad = war("bad.war", "WEB-INF/web.xml", "<web-app><nonsense/></web-app>");
    assertThatThrownBy(() -> server.deploy(bad, BOOT))
        .isInstanceOf(GroundFailure.class)
        .hasMessageContaining("BATON-9026")
        .hasMessageContaining("bad.war")
        .hasMessageContaining("nonsense");
    server.stop();
    server.start();
    assertThatThrownBy(() -> server.awaitReady(BOOT)).hasMessageContaining("bad.war");
    server.stop();
    Files.delete(state.resolve("nodes/" + NODE + "/deployments/bad.war"));
    Files.delete(state.resolve("nodes/" + NODE + "/deployments/bad.war.failed"));
    startServer();
  }

  @Test
  @Order(3)
  void workInDoubtIsGoneSoonAfterACrash() throws Exception {
    server.kill9();
    assertThat(server.isRunning()).isFalse();
    prepareABranchThatNobodyWillCommit();
    postgres.kill9();
    timed("postgres: start after kill -9", postgres::start);
    assertThat(inDoubt()).isEqualTo("1");
    timed("wildfly: start after kill -9", this::startServer);
    timed(
        "nothing in doubt, since ready",
        () -> assertThat(Until.holds(RECOVERY, () -> inDoubt().equals("0"))).isTrue());
  }

  @Test
  @Order(4)
  void bothStopAndLeaveNoProcess() throws Exception {
    timed("wildfly: stop", server::stop);
    timed("postgres: stop", postgres::stop);
    assertThat(server.isRunning()).isFalse();
    assertThat(postgres.isRunning()).isFalse();
    assertThat(ProcessHandle.allProcesses().map(this::commandLine))
        .noneMatch(line -> line.contains(state.root().toString()));
  }

  @Test
  @Order(5)
  void theUndoRestoresTheConfigurationByteForByte() throws Exception {
    Path file = home.path().resolve("standalone/configuration/standalone-full.xml");
    Path original;
    Path shipped = temp.resolve("shipped");
    FileTree.unzip(Path.of(System.getProperty("baton.wildfly.zip")), shipped);
    try (var top = Files.list(shipped)) {
      original =
          top.findFirst().orElseThrow().resolve("standalone/configuration/standalone-full.xml");
    }
    assertThat(file).content().contains("BatonXA");
    timed(
        "configure.sh --undo",
        () ->
            Tool.run(
                temp.resolve("undo.log"),
                BOOT,
                Map.of(),
                List.of(
                    "bash",
                    scripts.resolve("configure.sh").toString(),
                    home.path().toString(),
                    "--undo")));
    assertThat(file).hasSameTextualContentAs(original);
  }

  private void startServer() throws IOException {
    server.start();
    server.awaitReady(BOOT);
  }

  private JMSContext client(String user, String password) {
    String url =
        "tcp://127.0.0.1:%d?httpUpgradeEnabled=true&httpUpgradeEndpoint=http-acceptor&activemqServerName=default"
            .formatted(server.node().httpPort());
    var factory = new ActiveMQConnectionFactory(url);
    factory.setEnable1xPrefixes(true);
    return factory.createContext(user, password);
  }

  /** The branch of a transaction whose coordinator died before it wrote its decision. */
  private void prepareABranchThatNobodyWillCommit()
      throws SQLException, XAException, IOException, CoreEnvironmentBeanException {
    PGXADataSource source = new PGXADataSource();
    source.setUrl(postgres.jdbcUrl());
    source.setUser(PostgresServer.USER);
    source.setPassword(postgres.password());
    arjPropertyManager.getCoreEnvironmentBean().setNodeIdentifier(NODE);
    Xid xid = new XidImple(new Uid(), true, 1);
    XAConnection connection = source.getXAConnection();
    try (Statement statement = connection.getConnection().createStatement()) {
      connection.getXAResource().start(xid, XAResource.TMNOFLAGS);
      statement.execute("CREATE TABLE never_seen (id int)");
      connection.getXAResource().end(xid, XAResource.TMSUCCESS);
      connection.getXAResource().prepare(xid);
    } finally {
      connection.close();
    }
  }

  private String inDoubt() {
    try {
      return query("SELECT count(*) FROM pg_prepared_xacts");
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private String show(String setting) throws SQLException, IOException {
    return query("SHOW " + setting);
  }

  private String query(String sql) throws SQLException, IOException {
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }

  private Path war(String name, String entry, String content) throws IOException {
    Path war = temp.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return war;
  }

  private String commandLine(ProcessHandle process) {
    Optional<String> line = process.info().commandLine();
    return line.orElse("");
  }

  private static void timed(String what, Step step) throws IOException {
    long start = System.nanoTime();
    step.run();
    System.out.printf("%-32s %5.1f s%n", what, (System.nanoTime() - start) / 1e9);
  }

  /** Something that takes time. */
  private interface Step {
    void run() throws IOException;
  }
}
