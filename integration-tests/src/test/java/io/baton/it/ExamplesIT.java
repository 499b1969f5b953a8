package io.baton.it;

import static io.baton.it.OnServer.SOON;
import static io.baton.it.OnServer.awaitStatus;
import static io.baton.it.OnServer.newId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.baton.api.RemoteCases;
import io.baton.it.ground.RemoteEjb;
import io.baton.it.ground.Server;
import io.baton.it.ground.Sql;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The examples, which their own tests run without a server, in an EAR. */
@ExtendWith(ArquillianExtension.class)
final class ExamplesIT {
  @Deployment(testable = false)
  static EnterpriseArchive application() {
    return Applications.examples();
  }

  @Test
  void aTripWaitsForItsApprovalAndThenBooksItsTours() throws Exception {
    String id = newId("approval");
    start(
        "trip-approval",
        id,
        """
        {"who":"Ada","car":"VW-GOLF","hotel":"SAVOY","flights":["FULL-1","LH-1"],
         "departure":"2026-01-01T00:00:00Z","tours":["Whales","SOLDOUT-Caves"]}""");
    awaitQuery(id, "stage", "\"waiting for approval\"");
    signal(id, "approval", "{\"ok\":true,\"by\":\"Bob\"}");
    assertThat(result(id))
        .isEqualTo(
            "{\"car\":\"VW-GOLF/%1$s\",\"hotel\":\"SAVOY/%1$s\",\"flight\":\"LH-1/%1$s\",\"tours\":[]}"
                .formatted(id));
    assertThat(
            Sql.column(
                "SELECT kind || ' ' || activity FROM trip_effect WHERE case_id = ? AND activity LIKE 'Tours%' ORDER BY at",
                id))
        .containsExactly("DO Tours.bookTour", "UNDO Tours.bookTour");
  }

  @Test
  void aSubscriptionTellsHowItStandsAndEndsWhenItIsTold() throws Exception {
    for (String workflow : List.of("subscription", "subscription-in-runs")) {
      String id = newId(workflow);
      start(workflow, id, "{\"customer\":\"Ada\",\"plan\":\"basic\"}");
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> assertThat(query(id, "membership")).contains("\"months\":1", "\"basic\""));
      signal(id, "wish", "{\"type\":\"ChangePlan\",\"plan\":\"gold\"}");
      signal(id, "wish", "{\"type\":\"Cancel\",\"reason\":\"moved\"}");
      assertThat(result(id)).contains("\"plan\":\"gold\"", "\"months\":1");
    }
  }

  @Test
  void aCartIsPaidByACaseOfItsOwn() throws Exception {
    String id = newId("cart");
    start("cart", id, "\"Ada\"");
    signal(id, "cart", "{\"type\":\"Add\",\"product\":\"tea\",\"quantity\":2}");
    awaitQuery(id, "contents", "{\"products\":{\"tea\":2},\"reminded\":false,\"receipt\":\"\"}");
    signal(id, "cart", "{\"type\":\"Pay\",\"card\":\"EMPTY-1\"}");
    signal(id, "cart", "{\"type\":\"Pay\",\"card\":\"VISA-1\"}");
    assertThat(result(id)).contains("\"receipt\":\"receipt-" + id);
  }

  @Test
  void machinesAreMadeOverHttpAndDeletedWhenOneBreaks() throws Exception {
    Set<String> machines = new ConcurrentSkipListSet<>();
    Set<String> keys = new TreeSet<>();
    HttpServer cloud =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    cloud.createContext("/machines/", exchange -> answer(exchange, machines, keys));
    cloud.start();
    Server.setProperty("cloud.url", "http://127.0.0.1:" + cloud.getAddress().getPort() + "/");
    try {
      String fine = newId("machines");
      start(
          "provisioning",
          fine,
          "{\"names\":[\"m1\",\"m2\"],\"size\":\"small\",\"patience\":\"PT1H\"}");
      assertThat(result(fine)).isEqualTo("[\"10.0.0.m1\",\"10.0.0.m2\"]");
      assertThat(machines).containsExactly("m1", "m2");
      assertThat(keys).anyMatch(key -> key.startsWith(fine + "/"));
      String broken = newId("machines");
      start(
          "provisioning",
          broken,
          "{\"names\":[\"m3\",\"BAD\"],\"size\":\"small\",\"patience\":\"PT1H\"}");
      awaitStatus(broken, "COMPENSATED");
      assertThat(machines).containsExactly("m1", "m2");
    } finally {
      Server.setProperty("cloud.url", null);
      cloud.stop(0);
    }
  }

  @Test
  void theGraphsOfALibraryAreDeployedWithTheApplication() throws Exception {
    assertThat(Sql.column("SELECT workflow FROM baton_definition WHERE deployed_by LIKE 'file %'"))
        .contains("user-registration", "trip", "order", "data-pipeline");
    String ada = newId("registration");
    start("user-registration", ada, "{\"name\":\"Ada\",\"plan\":\"gold\",\"club\":\"chess\"}");
    assertThat(result(ada)).contains("\"user\":\"user-" + ada, "\"license\":\"license-" + ada);
    String bob = newId("registration");
    start("user-registration", bob, "{\"name\":\"Bob\",\"plan\":\"gold\",\"club\":\"FULL-chess\"}");
    awaitStatus(bob, "COMPENSATED");
    assertThat(
            Sql.count(
                "SELECT count(*) FROM baton_turn WHERE case_id = ? AND events LIKE '%UndoDone%'",
                bob))
        .isEqualTo(3);
    String trip = newId("trip");
    start(
        "trip",
        trip,
        """
        {"who":"Ada","car":"VW-GOLF","hotel":"SAVOY","flight":"LH-1",
         "dayBefore":"2026-01-01T00:00:00Z","tours":["Whales"]}""");
    signal(trip, "approval", "{\"ok\":true,\"by\":\"Bob\"}");
    assertThat(result(trip)).contains("\"tours\":[\"Whales/" + trip);
  }

  /** A cloud in which machines are ready at once, but for those called {@code BAD}. */
  private static void answer(HttpExchange exchange, Set<String> machines, Set<String> keys)
      throws IOException {
    String name = exchange.getRequestURI().getPath().replaceFirst("/machines/", "");
    synchronized (keys) {
      keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
    }
    switch (exchange.getRequestMethod()) {
      case "POST" -> machines.add(name);
      case "DELETE" -> machines.remove(name);
      default -> {}
    }
    byte[] text =
        (name.equals("BAD") ? "BROKEN" : "READY 10.0.0." + name).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, text.length);
    exchange.getResponseBody().write(text);
    exchange.close();
  }

  private static void start(String workflow, String id, String input) throws Exception {
    remotely(cases -> cases.start(workflow, 0, id, input));
  }

  private static void signal(String id, String signal, String value) throws Exception {
    remotely(
        cases -> {
          cases.signal(id, signal, value, null);
          return id;
        });
  }

  private static String query(String id, String name) throws Exception {
    return remotely(cases -> cases.query(id, name, "[]"));
  }

  private static void awaitQuery(String id, String name, String answer) {
    await().atMost(SOON).untilAsserted(() -> assertThat(query(id, name)).isEqualTo(answer));
  }

  private static String result(String id) throws Exception {
    return remotely(cases -> cases.result(id, SOON.toMillis()));
  }

  private static <T> T remotely(Function<RemoteCases, T> call) throws Exception {
    return RemoteEjb.asClient(() -> call.apply(RemoteEjb.cases("examples")));
  }
}
