package io.baton.graph.shelf;

import io.baton.api.DeploymentRefusedException;
import io.baton.graph.model.Graph;
import io.baton.model.ActivityName;
import io.baton.model.Case;
import io.baton.model.Codes;
import io.baton.model.Definition;
import io.baton.model.Payload;
import io.baton.model.Schedule;
import io.baton.model.WorkflowId;
import io.baton.port.DefinitionStore;
import io.baton.port.DefinitionStore.Document;
import io.baton.port.Definitions;
import io.baton.port.DeployableDefinitions;
import io.baton.port.Transactions;
import io.baton.workflow.ActivitySpec;
import io.baton.workflow.Program;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The application's own workflows, and the graphs that were deployed beside them. */
public final class Shelf implements DeployableDefinitions {
  private static final System.Logger LOG = System.getLogger(Shelf.class.getName());

  private final Definitions application;
  private final DefinitionStore kept;
  private final Transactions transactions;
  private final Reader reader;
  private final Watch watch;
  private final Programs programs;

  /**
   * @param programs makes what follows a graph
   * @throws IllegalStateException when a workflow of the application has the name and version of a
   *     graph that is kept
   */
  public Shelf(
      Definitions application,
      DefinitionStore kept,
      Transactions transactions,
      Reader reader,
      Function<Graph, Program> programs) {
    this(application, kept, transactions, reader, programs, System::nanoTime);
  }

  Shelf(
      Definitions application,
      DefinitionStore kept,
      Transactions transactions,
      Reader reader,
      Function<Graph, Program> programs,
      LongSupplier nanoTime) {
    this.application = application;
    this.kept = kept;
    this.transactions = transactions;
    this.reader = reader;
    this.watch = new Watch(kept, transactions, nanoTime);
    this.programs = new Programs(kept, transactions, reader, programs);
    refuseWhatIsBoth();
  }

  private void refuseWhatIsBoth() {
    List<WorkflowId> both =
        watch.last().all().stream().map(Definition::id).filter(this::isCode).toList();
    if (!both.isEmpty()) {
      throw new IllegalStateException(
          "BATON-1419 %s: there is a class of that name and version, and a graph that was deployed; give the class another version"
              .formatted(both));
    }
  }

  private boolean isCode(WorkflowId id) {
    return application.program(id).isPresent();
  }

  // What the engine asks

  @Override
  public Optional<Program> program(WorkflowId id) {
    Optional<Program> code = application.program(id);
    return code.isPresent() ? code : find(id).flatMap(programs::of);
  }

  /** An unknown one may be new. */
  private Optional<Definition> find(WorkflowId id) {
    Optional<Definition> known = watch.last().get(id);
    return known.isPresent() ? known : watch.now().get(id);
  }

  @Override
  public SortedSet<Integer> versions(String workflow) {
    SortedSet<Integer> versions = new TreeSet<>(application.versions(workflow));
    versions.addAll(watch.recent().startable(workflow));
    if (versions.isEmpty()) {
      versions.addAll(watch.now().startable(workflow));
    }
    return versions;
  }

  @Override
  public boolean isStartable(WorkflowId id) {
    return application.isStartable(id)
        || watch.recent().isStartable(id)
        || watch.now().isStartable(id);
  }

  @Override
  public String versionText(WorkflowId id) {
    return isCode(id)
        ? application.versionText(id)
        : find(id).map(Definition::version).orElseGet(() -> application.versionText(id));
  }

  @Override
  public SortedSet<String> workflows() {
    SortedSet<String> names = new TreeSet<>(application.workflows());
    names.addAll(watch.recent().workflows());
    return names;
  }

  @Override
  public Optional<ActivitySpec> activity(ActivityName name) {
    return application.activity(name);
  }

  @Override
  public Map<String, Schedule> schedules() {
    return application.schedules();
  }

  @Override
  public Map<String, SortedSet<String>> startTopics() {
    return application.startTopics();
  }

  @Override
  public Payload scheduledInput(WorkflowId id, Instant due) {
    return isCode(id) ? application.scheduledInput(id, due) : Payload.NULL;
  }

  /** A graph takes what it is given. */
  @Override
  public void checkInput(WorkflowId id, Payload input) {
    if (isCode(id)) {
      application.checkInput(id, input);
    }
  }

  @Override
  public Payload query(Case now, String name, List<Payload> args) {
    if (isCode(now.workflow())) {
      return application.query(now, name, args);
    }
    throw new IllegalArgumentException(
        "workflow %s is a graph and has no query '%s'".formatted(now.workflow(), name));
  }

  // What changes it

  @Override
  public Deployment deploy(String document, String by) {
    Reader.Checked checked = reader.check(document, this);
    Deployment done = deploy(Documents.of(checked.graph(), reader), by, checked);
    if (done.fresh()) {
      done.warnings().forEach(w -> LOG.log(System.Logger.Level.WARNING, "{0}: {1}", done.id(), w));
      done.notices().forEach(n -> LOG.log(System.Logger.Level.INFO, "{0}: {1}", done.id(), n));
    }
    return done;
  }

  private Deployment deploy(Document document, String by, Reader.Checked checked) {
    WorkflowId id = document.id();
    refuseCode(id);
    Optional<Definition> there = watch.now().get(id);
    if (there.isEmpty()) {
      there = change(() -> kept.keep(document, by));
    }
    if (there.isPresent() && !there.get().hash().equals(document.hash())) {
      throw new DeploymentRefusedException(Codes.DEFINITION_IMMUTABLE, otherThere(there.get()));
    }
    return new Deployment(
        id, document.hash(), there.isEmpty(), checked.warnings(), checked.notices());
  }

  private static String otherThere(Definition there) {
    return "%s was deployed with another content by %s at %s; what is deployed never changes, give it a new version"
        .formatted(there.id(), there.deployedBy(), there.deployedAt());
  }

  private void refuseCode(WorkflowId id) {
    if (isCode(id)) {
      throw new DeploymentRefusedException(
          Codes.DEFINITION_IS_CODE, id + " is a class of the application");
    }
  }

  @Override
  public void deployFiles(ClassLoader application) {
    transactions.separate(() -> ShippedFiles.in(application).deployTo(this));
  }

  @Override
  public void retire(WorkflowId id) {
    refuseCode(id);
    if (!change(() -> kept.retire(id))) {
      throw unknown(id);
    }
  }

  @Override
  public void delete(WorkflowId id) {
    refuseCode(id);
    switch (change(() -> kept.delete(id))) {
      case UNKNOWN -> throw unknown(id);
      case NOT_RETIRED ->
          throw new DeploymentRefusedException(
              Codes.DEFINITION_NEEDED, id + " has not retired: new cases may be started of it");
      case NEEDED ->
          throw new DeploymentRefusedException(
              Codes.DEFINITION_NEEDED, "cases of " + id + " have not ended");
      case DELETED -> {}
    }
  }

  private static DeploymentRefusedException unknown(WorkflowId id) {
    return new DeploymentRefusedException(
        Codes.DEFINITION_UNKNOWN, "%s was not deployed".formatted(id));
  }

  private <T> T change(Supplier<T> work) {
    return transactions.joined(
        () -> {
          watch.lookAfterCommit();
          return work.get();
        });
  }

  @Override
  public List<Definition> deployed() {
    return transactions.joined(kept::all);
  }
}
