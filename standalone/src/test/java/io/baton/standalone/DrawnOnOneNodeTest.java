package io.baton.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.StartRefusedException;
import io.baton.compensation.UndoOrders;
import io.baton.ejb.jms.JmsOutbox;
import io.baton.ejb.jms.Names;
import io.baton.ejb.jms.ReplyDestinations;
import io.baton.engine.CaseStarter;
import io.baton.engine.CaseWorker;
import io.baton.engine.Delivery;
import io.baton.engine.Handled;
import io.baton.engine.Kernel;
import io.baton.engine.RecordDesk;
import io.baton.model.RecordId;
import io.baton.model.StreamRecord;
import io.baton.persistence.jpa.JpaCaseStore;
import io.baton.persistence.jpa.JpaProvider;
import io.baton.port.DeployableDefinitions;
import io.baton.port.Outbox;
import io.baton.port.RecordReader;
import io.baton.standalone.durable.Ground;
import io.baton.workflow.script.MethodActivities;
import io.baton.workflow.script.Scripts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.activemq.artemis.jms.client.ActiveMQDestination;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An edit goes to one node by the topic; the others, and those to come, know it by the store. */
class DrawnOnOneNodeTest {
  private static final String EDIT =
      "{'name':'registration','version':'v0.1.0','schema_version':'v0.1.0','workflow':{'user.create':['license.create']}}";
  private static final String FIRST =
      "{'uuid':'u-1','name':'registration','service':'user','function':'create','status':'success','data':'ada'}";

  @TempDir Path folder;
  private long offset;

  /** What of an engine takes records, with a memory of its own. */
  private static RecordDesk node(Ground ground) {
    JpaCaseStore store = ground.add(new JpaProvider().open(new DurableHost(ground)));
    Scripts none = Scripts.read(Set.of(), Set.of(), new NewInstances(Set.of(), Set.of()));
    Outbox outbox =
        new JmsOutbox(
            ground.sessions(),
            ActiveMQDestination.createQueue(Names.COMMANDS_ADDRESS),
            new ReplyDestinations(".*"));
    Kernel kernel =
        new Kernel(
            store,
            outbox,
            new MethodActivities(none, new Beans(Map.of(), "node")),
            DeployableDefinitions.around(none, store.definitions(), ground.transactions()),
            new UndoOrders(),
            ground.transactions(),
            (id, workflow, turn) -> {});
    return new RecordDesk(kernel, new CaseStarter(kernel), new CaseWorker(kernel), wait -> {});
  }

  private Handled tell(RecordDesk node, Ground ground, String dialect, String value) {
    return tell(node, ground, dialect, value, Delivery.FIRST);
  }

  private Handled tell(
      RecordDesk node, Ground ground, String dialect, String value, Delivery delivery) {
    RecordReader reader = Records.reader(dialect, dialect);
    RecordId id = new RecordId("cluster", dialect, 0, offset++);
    StreamRecord record =
        new StreamRecord(id, dialect, null, value.replace('\'', '"'), Instant.EPOCH);
    return ground.transactions().separate(() -> node.handle(reader.read(record), record, delivery));
  }

  private Ground.Plan plan() {
    return new Ground.Plan(
        folder,
        Optional.empty(),
        Optional.empty(),
        Duration.ofSeconds(60),
        2,
        List.of(Names.COMMANDS_ADDRESS));
  }

  @Test
  @DisplayName("A2.14 who tells of a workflow that nobody draws keeps others waiting once")
  void whatWasWaitedForInVainIsRefusedAtOnce() {
    try (Ground ground = Ground.lay(plan())) {
      RecordDesk node = node(ground);
      assertThat(tell(node, ground, "manager", FIRST)).isInstanceOf(Handled.RollBack.class);
      Delivery fifth = new Delivery(5, 0);
      assertThatThrownBy(() -> tell(node, ground, "manager", FIRST, fifth))
          .isInstanceOf(StartRefusedException.class)
          .hasMessageContaining("BATON-1101");
      String another = FIRST.replace("u-1", "u-2");
      assertThatThrownBy(() -> tell(node, ground, "manager", another))
          .as("the next one, when it comes for the first time")
          .isInstanceOf(StartRefusedException.class);
      tell(node, ground, "manager-edits", EDIT);
      assertThat(tell(node, ground, "manager", another)).isInstanceOf(Handled.Moved.class);
    }
  }

  @Test
  @DisplayName("A2.14 edits told on one node are known to another one, and survive a restart")
  void a2_2_14_edits_are_everybodys() {
    try (Ground ground = Ground.lay(plan())) {
      RecordDesk one = node(ground);
      RecordDesk other = node(ground);
      assertThat(tell(other, ground, "manager", FIRST)).isInstanceOf(Handled.RollBack.class);
      tell(one, ground, "manager-edits", EDIT);
      assertThat(tell(other, ground, "manager", FIRST)).isInstanceOf(Handled.Moved.class);
    }
    try (DurableBaton again = Baton.durable(folder).start()) {
      assertThat(again.cases().get("u-1").status()).isNotNull();
      String id = again.cases().workflow("registration").start("ada").id();
      assertThat(again.cases().get(id).status()).isNotNull();
      assertThat(again.deployments().list())
          .singleElement()
          .satisfies(kept -> assertThat(kept.deployedBy()).isEqualTo("kafka:manager-edits"));
    }
  }
}
