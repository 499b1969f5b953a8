package io.baton.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.CaseStatus;
import io.baton.ejb.jms.Names;
import io.baton.graph.executor.RunState;
import io.baton.graph.executor.TaskRun;
import io.baton.graph.executor.WorkerTask;
import io.baton.graph.executor.WorkerTaskResult;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.activemq.artemis.jms.client.ActiveMQDestination;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A graph whose workers speak the executor's messages, at a destination that takes one request. */
class WorkerTasksOnJmsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Map<String, String> SETTINGS =
      Map.of("baton.task.format.etl", "executor", "baton.task.limit.etl", "1");

  private static final String GRAPH =
      """
      {'schema':'baton-graph/1','name':'pipeline','version':1,'nodes':{
        'load':{'kind':'task','service':'etl','function':'load','group':'gpu',
          'retry':{'delay':'PT0.1S'}}}}
      """;

  @TempDir Path folder;
  private DurableBaton baton;

  @BeforeEach
  void start() {
    SETTINGS.forEach(System::setProperty);
    DurableBaton.Builder builder = Baton.durable(folder);
    builder.deploy(GRAPH.replace('\'', '"'));
    baton = builder.start();
  }

  @AfterEach
  void stop() {
    baton.close();
    SETTINGS.keySet().forEach(System::clearProperty);
  }

  private static Queue queue(String address) {
    return ActiveMQDestination.createQueue(address);
  }

  private void create(String id, String tenant) {
    send(
        Names.START_ADDRESS,
        "{\"id\":\"%s\",\"flowId\":\"pipeline\",\"inputs\":{},\"labels\":{\"tenant\":\"%s\"}}"
            .formatted(id, tenant));
  }

  private @Nullable WorkerTask poll() {
    return baton
        .transactions()
        .separate(
            () -> {
              try (JMSContext session = baton.connections().createContext();
                  var consumer = session.createConsumer(queue("jms.queue.baton.work.etl.gpu"))) {
                TextMessage message = (TextMessage) consumer.receive(100);
                if (message == null) {
                  return null;
                }
                assertThat(message.getStringProperty("baton_format")).isEqualTo("executor");
                assertThat(message.getJMSReplyTo())
                    .hasToString("ActiveMQQueue[jms.queue.baton.answers]");
                return WorkerTask.read(message.getText());
              } catch (JMSException e) {
                throw new IllegalStateException(e);
              }
            });
  }

  private TaskRun next() {
    WorkerTask[] task = new WorkerTask[1];
    until(() -> (task[0] = poll()) != null, "a worker task");
    return task[0].taskRun();
  }

  private TaskRun tell(TaskRun run, RunState state) {
    TaskRun told = run.in(run.state().with(state, Instant.now()));
    send(Names.ANSWERS_ADDRESS, new WorkerTaskResult(told, List.of(), Map.of()).write());
    return told;
  }

  private void send(String address, String text) {
    baton
        .transactions()
        .separate(
            () -> {
              try (JMSContext session = baton.connections().createContext()) {
                return session.createProducer().send(queue(address), text);
              }
            });
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

  private String counted(String what) {
    return String.join(
        " ",
        column(
            "SELECT about || ':' || sum(times) FROM baton_counter WHERE what = '%s' GROUP BY about"
                .formatted(what)));
  }

  @Test
  @DisplayName("A3.2 A3.8 a worker is sent WorkerTasks; results count once, and in their order")
  void workerTasksAreDone() {
    create("e-1", "red");
    TaskRun run = next();
    assertThat(run.id()).isEqualTo("e-1/load");
    assertThat(run.attempts()).hasSize(1);
    TaskRun running = tell(run, RunState.RUNNING);
    until(() -> turns("AnswerDelayed") == 1, "the sign of life");
    TaskRun longer = running.in(running.state().with(RunState.RUNNING, Instant.now()));
    send(Names.ANSWERS_ADDRESS, new WorkerTaskResult(longer, List.of(), Map.of()).write());
    until(() -> turns("AnswerDelayed") == 2, "the second sign of life");
    send(Names.ANSWERS_ADDRESS, new WorkerTaskResult(running, List.of(), Map.of()).write());
    until(() -> counted("answers.ignored").equals("etl:1"), "the repeated RUNNING");
    tell(longer, RunState.FAILED);

    TaskRun again = next();
    assertThat(again.attempts()).hasSize(2);
    tell(longer, RunState.SUCCESS); // Of the attempt that failed.
    until(() -> counted("answers.ignored").equals("etl:2"), "the result of the older attempt");
    tell(again, RunState.SUCCESS);
    until(() -> baton.cases().get("e-1").status() == CaseStatus.COMPLETED, "the end");
    tell(again, RunState.RUNNING); // Not terminal, after a terminal one.
    tell(again, RunState.SUCCESS); // The same state again.
    until(() -> counted("answers.ignored").equals("etl:4"), "what came after the end");
    assertThat(column("SELECT code FROM baton_incident")).isEmpty();
  }

  private long turns(String event) {
    return column("SELECT events FROM baton_turn").stream()
        .filter(events -> events.contains(event))
        .count();
  }

  @Test
  @DisplayName("A3.14 one request at a time, and each tenant has its turn")
  void tenantsTakeTurns() {
    create("r-1", "red");
    TaskRun first = next();
    create("r-2", "red");
    until(() -> waiting().equals("red:1"), "one in line");
    create("r-3", "red");
    until(() -> waiting().equals("red:2"), "two in line");
    create("b-1", "blue");
    until(() -> waiting().equals("blue:1 red:2"), "three in line");
    assertThat(poll()).isNull();

    List<String> order = new ArrayList<>();
    for (TaskRun run = first; order.size() < 4; run = order.size() < 4 ? next() : run) {
      order.add(String.valueOf(run.executionId()));
      tell(run, RunState.SUCCESS);
    }
    assertThat(order).containsExactly("r-1", "r-2", "b-1", "r-3");
    until(() -> waiting().isEmpty(), "an empty line");
    until(() -> column("SELECT case_id FROM baton_request").isEmpty(), "the last answer");
    assertThat(column("SELECT under_way FROM baton_destination")).containsExactly("0");
  }

  private String waiting() {
    return String.join(
        " ", column("SELECT tenant || ':' || waiting FROM baton_lane ORDER BY tenant"));
  }

  @Test
  @DisplayName("A3.3 an execution that says more than that there shall be one is counted")
  void otherExecutionsAreCounted() {
    send(
        Names.START_ADDRESS,
        "{\"id\":\"e-1\",\"flowId\":\"pipeline\",\"state\":{\"current\":\"SUCCESS\"}}");
    until(() -> counted("starts.refused").equals("executor:1"), "the refused execution");
    assertThat(column("SELECT case_id FROM baton_case")).isEmpty();
  }
}
