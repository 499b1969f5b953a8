package io.baton.graph.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.graph.json.GraphCodec;
import io.baton.model.ActivityName;
import io.baton.model.Awaited;
import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.CommandId;
import io.baton.model.Event;
import io.baton.model.Payload;
import io.baton.model.RefId;
import io.baton.model.Turn;
import io.baton.model.WorkflowId;
import io.baton.port.Definitions;
import io.baton.workflow.ActivitySpec;
import io.baton.workflow.Decision;
import io.baton.workflow.Migration;
import io.baton.workflow.Program;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A case of one version of a graph goes on with another one. */
class TakingOverTest {
  private static final WorkflowId ONE = new WorkflowId("g", 1);
  private static final WorkflowId TWO = new WorkflowId("g", 2);
  private static final String OK = "'ok': {'kind': 'signal', 'signal': 's'}";

  private static GraphProgram graph(int version, String... nodes) {
    String text =
        "{'schema': 'baton-graph/1', 'name': 'g', 'version': %d, 'nodes': {%s}}"
            .formatted(version, String.join(", ", nodes))
            .replace('\'', '"');
    return new GraphProgram(GraphCodec.read(text), new Nothing());
  }

  private static Case waiting(Event... events) {
    List<Event> all = new ArrayList<>();
    all.add(new Event.CaseStarted(ONE, Payload.NULL, "ann", null));
    all.addAll(List.of(events));
    return Case.replay(
        new CaseId("c"), List.of(new Turn(0, new CommandId("create"), Instant.EPOCH, all)));
  }

  private static Event signal(String ref) {
    return new Event.RefOpened(new RefId(ref), new Awaited.Signal("s"), null);
  }

  private static Event settled(String ref) {
    return new Event.RefSettled(new RefId(ref), Payload.NULL, null);
  }

  private static Map<String, String> renamed(Migration migration) {
    assertThat(migration).isInstanceOf(Migration.Possible.class);
    Map<String, String> refs = new java.util.TreeMap<>();
    ((Migration.Possible) migration)
        .refs()
        .forEach((old, fresh) -> refs.put(old.value(), fresh.value()));
    return refs;
  }

  private static String why(Migration migration) {
    assertThat(migration).isInstanceOf(Migration.Refused.class);
    return ((Migration.Refused) migration).why();
  }

  @Test
  void refs_keep_their_ids_when_their_nodes_do() {
    Migration migration =
        graph(2, OK, "'more': {'kind': 'signal', 'signal': 't', 'after': ['ok']}")
            .takeOver(waiting(signal("ok")), graph(1, OK), Map.of());
    assertThat(renamed(migration)).isEmpty();
  }

  @Test
  void a_ref_is_called_as_its_node_is_called_there() {
    Migration migration =
        graph(2, OK.replace("'ok'", "'approved'"))
            .takeOver(waiting(signal("ok")), graph(1, OK), Map.of("ok", "approved"));
    assertThat(renamed(migration)).isEqualTo(Map.of("ok", "approved"));
  }

  @Test
  void what_is_awaited_must_be_there() {
    String other = OK.replace("'ok'", "'approved'");
    assertThat(why(graph(2, other).takeOver(waiting(signal("ok")), graph(1, OK), Map.of())))
        .isEqualTo("ok (signal s) is awaited, and version 2 has no such node");
    assertThat(
            renamed(
                graph(2, other)
                    .takeOver(waiting(signal("ok"), settled("ok")), graph(1, OK), Map.of())))
        .as("what has ended need not")
        .isEmpty();
  }

  @Test
  void what_is_awaited_must_be_the_same_there() {
    GraphProgram nap = graph(2, "'ok': {'kind': 'sleep', 'duration': 'PT1H'}");
    assertThat(why(nap.takeOver(waiting(signal("ok")), graph(1, OK), Map.of())))
        .endsWith("version 2 does something else there");
  }

  @Test
  void names_that_are_none_are_told() {
    Case now = waiting(signal("ok"));
    assertThat(why(graph(2, OK).takeOver(now, graph(1, OK), Map.of("ko", "ok"))))
        .isEqualTo("version 1 has no node ko");
    assertThat(why(graph(2, OK).takeOver(now, graph(1, OK), Map.of("ok", "ko"))))
        .isEqualTo("version 2 has no node ko");
  }

  @Test
  void an_id_that_is_called_otherwise_must_not_be_another_node_there() {
    GraphProgram swapped = graph(2, OK, "'approved': {'kind': 'signal', 'signal': 's'}");
    assertThat(why(swapped.takeOver(waiting(signal("ok")), graph(1, OK), Map.of("ok", "approved"))))
        .isEqualTo("ok is called otherwise now, and version 2 has another node of that name");
  }

  @Test
  void what_is_in_lists_rounds_and_instances_is_called_as_it_is_there() {
    String each = "'each': {'kind': 'forEach', 'items': '${input}', 'nodes': {%s}}";
    String twice = "'x': {'kind': 'signal', 'signal': 's', 'join': 'EACH', 'after': ['ok']}";
    GraphProgram older = graph(1, each.formatted(OK + ", " + twice));
    GraphProgram newer =
        graph(
            2,
            each.replace("'each'", "'all'")
                .formatted(
                    OK.replace("'ok'", "'yes'")
                        + ", "
                        + twice.replace("'x'", "'y'").replace("['ok']", "['yes']")));
    Case now = waiting(signal("each.0.ok"), settled("each.0.ok"), signal("each.0.x~ok"));
    Map<String, String> names = Map.of("each", "all", "each.ok", "all.yes", "each.x", "all.y");
    assertThat(renamed(newer.takeOver(now, older, names)))
        .isEqualTo(Map.of("each.0.ok", "all.0.yes", "each.0.x~ok", "all.0.y~yes"));
    assertThat(why(newer.takeOver(now, older, Map.of("each.ok", "all.yes"))))
        .isEqualTo("node each.ok cannot become all.yes, which is in another container");
  }

  @Test
  void a_container_must_be_of_the_same_kind() {
    String in = "'in': {'kind': '%s', 'nodes': {" + OK + "}}";
    Migration migration =
        graph(2, in.formatted("race"))
            .takeOver(waiting(signal("in.ok")), graph(1, in.formatted("all")), Map.of());
    assertThat(why(migration)).isEqualTo("in is another kind of container in version 2");
  }

  @Test
  void an_undo_that_nobody_there_knows_keeps_the_case_where_it_is() {
    String task =
        "'user': {'kind': 'task', 'service': 'user', 'function': 'create', 'undo': [{'service': 'user', 'function': 'remove'}]}";
    Case now =
        waiting(
            new Event.RefOpened(new RefId("user"), new ActivityName("user.create"), List.of()),
            settled("user"),
            new Event.UndoRegistered(new RefId("user"), new ActivityName("user.remove"), List.of()),
            signal("ok"));
    assertThat(renamed(graph(2, task, OK).takeOver(now, graph(1, task, OK), Map.of()))).isEmpty();
    assertThat(why(graph(2, OK).takeOver(now, graph(1, task, OK), Map.of())))
        .isEqualTo("user is to be undone by user.remove, which version 2 does not know");
  }

  @Test
  void a_case_goes_on_where_it_stood() {
    GraphProgram older = graph(1, OK);
    GraphProgram newer =
        graph(
            2,
            OK.replace("'ok'", "'yes'"),
            "'more': {'kind': 'signal', 'signal': 's', 'after': ['yes']}");
    Case now = waiting(signal("ok"), settled("ok"));
    older.decide(now);
    Map<String, RefId> refs = Map.of("ok", new RefId("yes"));
    assertThat(renamed(newer.takeOver(now, older, Map.of("ok", "yes")))).containsOnlyKeys("ok");
    now.apply(new Event.Migrated(ONE, TWO, refs));
    assertThat(newer.decide(now))
        .isEqualTo(new Decision.Continue(List.of((Event.Move) signal("more"))));
  }

  @Test
  void a_case_of_a_class_does_not_become_a_graph() {
    Program code = now -> new Decision.Continue(List.of());
    assertThat(why(graph(2, OK).takeOver(waiting(signal("ok")), code, Map.of()))).contains("class");
    assertThat(why(code.takeOver(waiting(signal("ok")), graph(1, OK), Map.of()))).contains("class");
  }

  private static final class Nothing implements Definitions {
    @Override
    public Optional<Program> program(WorkflowId id) {
      return Optional.empty();
    }

    @Override
    public SortedSet<Integer> versions(String workflow) {
      return new TreeSet<>();
    }

    @Override
    public SortedSet<String> workflows() {
      return new TreeSet<>();
    }

    @Override
    public Optional<ActivitySpec> activity(ActivityName name) {
      return Optional.empty();
    }

    @Override
    public void checkInput(WorkflowId id, Payload input) {}

    @Override
    public Payload query(Case now, String name, List<Payload> args) {
      return Payload.NULL;
    }
  }
}
