package io.baton.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.CaseStatus;
import io.baton.ejb.jms.Names;
import io.baton.graph.messages.FromManager;
import io.baton.graph.messages.Status;
import io.baton.graph.messages.ToManager;
import io.baton.wire.Json;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.apache.activemq.artemis.jms.client.ActiveMQDestination;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A graph and its services, whose messages are on disk and in the transaction of each step. */
class ManagerOnJmsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String FORMAT = "baton.task.format.guests";

  private static final String GRAPH =
      """
      {'schema':'baton-graph/1','name':'user_registration','version':'v0.1.0','nodes':{
        'user':{'kind':'task','service':'user','function':'create_user','destination':'guests',
          'undo':[{'service':'user','function':'delete_user','destination':'guests'}]},
        'license':{'kind':'task','after':['user'],'service':'license','function':'add_license',
          'destination':'guests',
          'undo':[{'service':'license','function':'remove_license','destination':'guests'},
                  {'service':'license','function':'log_removal','destination':'guests'}]},
        'membership':{'kind':'task','after':['license'],'service':'membership',
          'function':'add_membership','destination':'guests'}}}
      """;

  @TempDir Path folder;
  private final String uuid = UUID.randomUUID().toString();
  private DurableBaton baton;

  @BeforeEach
  void start() {
    System.setProperty(FORMAT, "manager");
    DurableBaton.Builder builder = Baton.durable(folder);
    builder.deploy(GRAPH.replace('\'', '"'));
    baton = builder.start();
  }

  @AfterEach
  void stop() {
    baton.close();
    System.clearProperty(FORMAT);
  }

  private static Queue queue(String address) {
    return ActiveMQDestination.createQueue(address);
  }

  /** What a service was asked, and the headers that the answer sends back. */
  private record Asked(FromManager request, String ref, int attempt, boolean undo) {
    static Asked of(TextMessage message) {
      try {
        assertThat(message.getStringProperty("baton_format")).isEqualTo("manager");
        assertThat(message.getJMSExpiration()).isPositive();
        return new Asked(
            FromManager.of(Json.tree(message.getText())),
            message.getStringProperty(Names.REF),
            message.getIntProperty(Names.ATTEMPT),
            message.getBooleanProperty(Names.UNDO));
      } catch (JMSException e) {
        throw new IllegalStateException(e);
      }
    }

    String name() {
      return request.service() + "." + request.function();
    }
  }

  private Asked next() {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < until) {
      Optional<Asked> asked =
          baton
              .transactions()
              .separate(
                  () -> {
                    try (JMSContext session = baton.connections().createContext();
                        var consumer =
                            session.createConsumer(queue("jms.queue.baton.work.guests"))) {
                      return Optional.ofNullable((TextMessage) consumer.receive(100))
                          .map(Asked::of);
                    }
                  });
      if (asked.isPresent()) {
        return asked.get();
      }
    }
    throw new AssertionError("nobody was asked");
  }

  private void tell(ToManager told, Asked of) {
    send(
        Names.TO_MANAGER_ADDRESS,
        told.toJson().toString(),
        producer -> {
          if (of != null) {
            producer.setProperty(Names.REF, of.ref());
            producer.setProperty(Names.ATTEMPT, of.attempt());
            producer.setProperty(Names.UNDO, of.undo());
          }
        });
  }

  private void send(String address, String text, java.util.function.Consumer<JMSProducer> headers) {
    baton
        .transactions()
        .separate(
            () -> {
              try (JMSContext session = baton.connections().createContext()) {
                JMSProducer producer = session.createProducer();
                headers.accept(producer);
                return producer.send(queue(address), text);
              }
            });
  }

  private void open() {
    tell(
        ToManager.of(
            Json.tree(
                "{\"uuid\":\"%s\",\"name\":\"user_registration\",\"service\":\"user\",\"function\":\"create_user\",\"status\":\"success\",\"schema_version\":\"v0.1.0\",\"data\":\"adarsh\"}"
                    .formatted(uuid))),
        null);
  }

  private void until(java.util.function.BooleanSupplier condition, String what) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("waited in vain for " + what);
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  private List<String> column(String sql) {
    return Columns.of(baton, sql);
  }

  @Test
  @DisplayName("A2.8 the seed's registration, from the first service's Success to its end")
  void theRegistrationRunsThroughItsServices() {
    open();
    for (String name : List.of("license.add_license", "membership.add_membership")) {
      Asked asked = next();
      assertThat(asked.name()).isEqualTo(name);
      assertThat(asked.request().uuid()).isEqualTo(uuid);
      assertThat(asked.request().data().asText()).isEqualTo("adarsh");
      tell(asked.request().answer(Status.IN_PROGRESS, asked.request().data()), asked);
      tell(asked.request().answer(Status.SUCCESS, asked.request().data()), asked);
    }
    until(() -> baton.cases().get(uuid).status() == CaseStatus.COMPLETED, "the end");
    assertThat(column("SELECT case_id FROM baton_case")).containsExactly(uuid);
  }

  @Test
  @DisplayName("A2.10 a failure calls the rollback functions against the arrows, some side by side")
  void aFailureRollsBack() {
    open();
    Asked license = next();
    tell(license.request().answer(Status.SUCCESS, license.request().data()), null);
    Asked membership = next();
    tell(membership.request().answer(Status.FAILURE, membership.request().data()), null);
    List<Asked> undos = List.of(next(), next());
    assertThat(undos)
        .extracting(Asked::name)
        .containsExactlyInAnyOrder("license.remove_license", "license.log_removal");
    assertThat(undos).allMatch(Asked::undo);
    // One tells which request it answers, the other does not.
    tell(
        undos.get(0).request().answer(Status.SUCCESS, undos.get(0).request().data()), undos.get(0));
    tell(undos.get(1).request().answer(Status.SUCCESS, undos.get(1).request().data()), null);
    Asked user = next();
    assertThat(user.name()).isEqualTo("user.delete_user");
    tell(user.request().answer(Status.SUCCESS, user.request().data()), null);
    until(() -> baton.cases().get(uuid).status() == CaseStatus.COMPENSATED, "the rollback");
  }

  @Test
  @DisplayName("A2.15 what cannot be read or is not known becomes an incident that says why")
  void whatIsNotUnderstoodBecomesAnIncident() {
    send(Names.TO_MANAGER_ADDRESS, "{'uuid'", producer -> {});
    send(
        Names.TO_MANAGER_ADDRESS,
        "{\"uuid\":\"%s\",\"name\":\"nothing\",\"service\":\"a\",\"function\":\"b\",\"status\":\"success\"}"
            .formatted(uuid),
        producer -> {});
    send(Names.HEALTH_ADDRESS, "{\"service\":\"a\"}", producer -> {});
    until(() -> column("SELECT code FROM baton_incident").size() == 3, "the incidents");
    assertThat(column("SELECT code FROM baton_incident ORDER BY code"))
        .containsExactly("BATON-1101", "BATON-1220", "BATON-1222");
    assertThat(baton.cases().find().list()).isEmpty();
  }

  @Test
  @DisplayName("A2.22 what is asked of a service that is down is sent when it is up")
  void aServiceThatIsDownIsAskedLater() {
    send(Names.HEALTH_ADDRESS, "{\"service\":\"license\",\"state\":\"down\"}", producer -> {});
    until(() -> column("SELECT state FROM baton_service").contains("DOWN"), "the service's state");
    open();
    until(() -> column("SELECT held_key FROM baton_held").contains("license"), "the held request");
    send(Names.HEALTH_ADDRESS, "{\"service\":\"license\",\"ttl\":\"PT1H\"}", producer -> {});
    assertThat(next().name()).isEqualTo("license.add_license");
    assertThat(column("SELECT held_key FROM baton_held")).isEmpty();
  }
}
