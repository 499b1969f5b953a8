package io.baton.testkit;

import io.baton.api.Cases;
import io.baton.api.DeployedWorkflow;
import io.baton.api.Signal;
import io.baton.api.Workflow;
import io.baton.engine.JournalCheck;
import io.baton.model.Awaited;
import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.Effect;
import io.baton.model.Ref;
import io.baton.model.RemoteRequest;
import io.baton.model.Undo;
import io.baton.standalone.Baton;
import io.baton.standalone.ManualBaton;
import io.baton.wire.JournalFile;
import io.baton.wire.Json;
import io.baton.workflow.script.PlainInstances;
import io.baton.workflow.script.Scripts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The engine of one test. Nothing happens on other threads: each call does all that is due before
 * it returns, and time moves only when the test says so. Every turn of a case replays its journal
 * from text, so that a workflow that keeps something in memory is found out.
 */
public final class Kit {
  private static final int MAX_COMMANDS = 100_000;

  private final List<Class<?>> workflows;
  private final Doubles doubles;
  private final ManualBaton baton;
  private final Course course;
  private int commands;
  private int started;
  private @Nullable DeployedWorkflow graph;
  private int numbers;

  Kit(List<Class<?>> workflows, List<Class<?>> activities, List<Object> tests, Course course) {
    this.workflows = workflows;
    this.course = course;
    this.doubles = new Doubles(workflows, activities, tests);
    Baton.Builder builder = Baton.builder().fromScratch().node("test");
    workflows.forEach(builder::workflow);
    doubles.interfaces().forEach(type -> add(builder, type));
    if (course.seed() != 0) {
      builder.shuffled(course.seed());
    }
    this.baton = builder.manual();
  }

  private <T> void add(Baton.Builder builder, Class<T> type) {
    builder.activities(type, type.cast(doubles.bean(type)));
  }

  // Graphs

  /**
   * Deploys a workflow as data; it takes {@code baton-graph.jar}. The activities that it calls are
   * those of the interfaces that {@link WorkflowTest} names.
   *
   * @param document such as a text of the schema {@code baton-graph/1}
   * @throws io.baton.api.DeploymentRefusedException with everything that is wrong
   */
  public DeployedWorkflow deploy(String document) {
    DeployedWorkflow deployed = baton.deployments().deploy(document);
    graph = graph == null ? deployed : graph;
    settle();
    return deployed;
  }

  /**
   * As {@link #deploy(String)}, of a file.
   *
   * @throws UncheckedIOException when it cannot be read
   */
  public DeployedWorkflow deploy(Path file) {
    try {
      return deploy(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("workflow " + file + " cannot be read", e);
    }
  }

  // Cases

  /**
   * Starts a case of the first workflow, or where the test names none of the first that it
   * deployed, and does all that is due.
   */
  public TestedCase start(@Nullable Object input) {
    if (!workflows.isEmpty()) {
      return start(workflows.get(0), input);
    }
    DeployedWorkflow first = graph;
    if (first == null) {
      throw new IllegalStateException("nothing is deployed: say kit.deploy(…) first");
    }
    return start(first.workflow(), first.version(), input);
  }

  /** Starts a case of a workflow by its name, in its newest version. */
  public TestedCase start(String workflow, @Nullable Object input) {
    return started(cases -> cases.workflow(workflow), input);
  }

  /** Starts a case of one of the workflows, and does all that is due. */
  public TestedCase start(Class<?> workflow, @Nullable Object input) {
    Workflow annotation = workflow.getAnnotation(Workflow.class);
    if (annotation == null) {
      throw new IllegalArgumentException(workflow.getName() + " has no @Workflow");
    }
    return start(annotation.name(), annotation.version(), input);
  }

  private TestedCase start(String workflow, int version, @Nullable Object input) {
    return started(cases -> cases.workflow(workflow).version(version), input);
  }

  private TestedCase started(Function<Cases, Cases.StartSpec> what, @Nullable Object input) {
    String id = "case-" + ++started;
    client(cases -> what.apply(cases).caseId(id).start(input));
    return find(id);
  }

  /** Sends a signal to every case that has subscribed to it under this key. */
  public <T> Kit publish(Signal<T> signal, String key, T value) {
    client(cases -> cases.publish(signal, key, value));
    return this;
  }

  /** Whatever a client can do; what follows from it at this moment is done when it returns. */
  public void client(Consumer<Cases> wish) {
    baton.transactions().joined(() -> accept(wish));
    settle();
  }

  private Cases accept(Consumer<Cases> wish) {
    wish.accept(baton.cases());
    return baton.cases();
  }

  /**
   * A case by its id: a child's, say.
   *
   * @throws AssertionError when there is none
   */
  public TestedCase find(String caseId) {
    if (baton.journal(new CaseId(caseId)).isEmpty()) {
      throw new AssertionError(
          "there is no case %s; there are %s"
              .formatted(caseId, baton.all().stream().map(Case::id).toList()));
    }
    return new TestedCase(this, new CaseId(caseId));
  }

  // Activities

  /**
   * How an activity is to answer.
   *
   * @param activity its method's name, with the interface's before it where that is ambiguous
   * @throws IllegalArgumentException when no workflow has such an activity
   */
  public ActivityStub on(String activity) {
    String name = doubles.fullName(activity);
    if (doubles.isRemote(name)) {
      throw new IllegalArgumentException(
          name + " is REMOTE; answer it with kit.request(\"" + activity + "\").answer(…)");
    }
    return doubles.stub(activity);
  }

  /** What workers elsewhere are asked and have not answered, the oldest first. */
  public List<Request> requests() {
    return baton.requests().stream()
        .map(Effect.Ask::request)
        .filter(this::isAwaited)
        .map(asked -> new Request(this, asked))
        .toList();
  }

  /**
   * The oldest request of this activity that has no answer.
   *
   * @param activity as for {@link #on}; of a graph's task its service and function
   * @throws AssertionError when there is none
   */
  public Request request(String activity) {
    boolean isTask = activity.contains(".") && doubles.called(activity).isEmpty();
    String name = isTask ? activity : doubles.fullName(activity);
    List<Request> all = requests();
    return all.stream()
        .filter(request -> request.activity().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("nobody is asked for %s; open are %s".formatted(name, all)));
  }

  private boolean isAwaited(RemoteRequest asked) {
    Case now = now(asked.caseId());
    return asked.undo()
        ? now.undo(asked.ref())
            .filter(u -> u.state() == Undo.State.RUNNING && u.attempt() == asked.attempt())
            .isPresent()
        : now.ref(asked.ref())
            .filter(r -> r.pending() && r.attempt() == asked.attempt())
            .isPresent();
  }

  /** What was put on an output topic, the oldest first. */
  public <T> List<T> outputs(String topic, Class<T> type) {
    List<T> values = new ArrayList<>();
    for (Effect.Publish output : baton.outputs()) {
      if (output.topic().equals(topic)) {
        values.add(type.cast(Json.value(output.value(), type, Json.LENIENT)));
      }
    }
    return values;
  }

  // Time

  public Instant now() {
    return baton.clock().instant();
  }

  /** Lets time pass: what is due on the way happens at its moment. */
  public Kit advance(Duration time) {
    return advanceTo(now().plus(time));
  }

  /** Lets time pass until a moment; one that is over changes nothing. */
  public Kit advanceTo(Instant end) {
    settle();
    for (Optional<Instant> next = baton.nextDue();
        next.isPresent() && !next.get().isAfter(end);
        next = baton.nextDue()) {
      moveTo(next.get());
      settle();
    }
    moveTo(end);
    return this;
  }

  /**
   * Lets time pass until nothing more will happen by itself: every case has ended, or waits for the
   * world outside without a limit.
   */
  public Kit runToEnd() {
    while (!baton.isIdle()) {
      advanceTo(baton.nextDue().orElseThrow());
    }
    return this;
  }

  private void moveTo(Instant moment) {
    if (moment.isAfter(now())) {
      baton.clock().advance(Duration.between(now(), moment));
    }
  }

  private void settle() {
    for (boolean any = true; any; ) {
      any = ++commands == course.crashAt() ? baton.crash() : baton.runDue();
      doubles.throwTrouble();
      if (commands > MAX_COMMANDS) {
        throw new AssertionError("still busy after %d commands".formatted(MAX_COMMANDS));
      }
    }
    commands--; // The last one was none.
  }

  // Journals

  /**
   * Replays the journal of a case, as {@code baton export} wrote it, against the workflows under
   * test: every moment of the case, and the result that it ended with. No activity is called.
   *
   * @throws UncheckedIOException when the file cannot be read
   * @throws IllegalArgumentException when it is no journal
   */
  public Replayed replay(Path file) {
    try (BufferedReader text = Files.newBufferedReader(file)) {
      JournalFile read = JournalFile.read(text);
      String name = "%s %s".formatted(read.workflow(), read.caseId());
      Scripts code = Scripts.read(workflows, doubles.interfaces(), new PlainInstances(workflows));
      Optional<JournalCheck.Obstacle> obstacle =
          new JournalCheck(code).everyTurn(read.caseId(), read.turns());
      return new Replayed(name, obstacle, Story.of(read.turns()));
    } catch (IOException e) {
      throw new UncheckedIOException("journal " + file + " cannot be read", e);
    }
  }

  // For this package

  int commands() {
    return commands;
  }

  int number() {
    return ++numbers;
  }

  void send(Command command) {
    baton.send(command);
    settle();
  }

  ManualBaton baton() {
    return baton;
  }

  Case now(CaseId id) {
    return Case.replay(id, baton.journal(id));
  }

  static boolean isOutside(Ref ref) {
    return ref.awaited() instanceof Awaited.Outside;
  }
}
