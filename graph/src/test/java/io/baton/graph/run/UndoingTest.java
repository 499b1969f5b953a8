package io.baton.graph.run;

import static io.baton.graph.run.Play.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.model.Command;
import io.baton.model.CommandId;
import io.baton.model.Event;
import io.baton.model.Failure;
import io.baton.model.Failure.Category;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How what a graph has done is taken back. */
class UndoingTest {
  private static final String REGISTRATION =
      """
      {'schema': 'baton-graph/1', 'name': 'g', 'version': 1, 'undo': {'order': 'ORDER'}, 'nodes': {
        'create_user': {'kind': 'activity', 'activity': 'X.create', 'args': [], 'undo': ['X.remove']},
        'add_license': {'kind': 'activity', 'after': ['create_user'], 'activity': 'X.license', 'args': [],
          'undo': [{'activity': 'X.remove_license', 'retry': {'attempts': 3, 'delay': 'PT5S', 'factor': 2, 'jitter': 0}}, 'X.log_removal']},
        'add_room': {'kind': 'activity', 'after': ['create_user'], 'activity': 'X.room', 'args': [], 'undo': ['X.remove_room']},
        'add_membership': {'kind': 'activity', 'after': ['add_license', 'add_room'], 'activity': 'X.member', 'args': []}
      }}
      """;

  private final Set<String> broken = new HashSet<>(Set.of("X.member"));

  private Play registration(String order) {
    Play play = new Play(REGISTRATION.replace("ORDER", order));
    play.work =
        (work, text) ->
            broken.contains(work.activity().value()) ? failure(Category.TECHNICAL, "away") : null;
    return play.start(null);
  }

  private static <E extends Event> Stream<E> events(Play play, Class<E> type) {
    return play.journal.stream()
        .flatMap(turn -> turn.events().stream())
        .filter(type::isInstance)
        .map(type::cast);
  }

  @Test
  @DisplayName("A2.10 an undo has a backoff of its own; when its attempts are used up it is PARKED")
  void A2_10_exhaustedIsParked() {
    broken.add("X.remove_license");
    Play play = registration("CAUSAL").run();
    assertThat(
            events(play, Event.UndoAttemptFailed.class).map(Event.UndoAttemptFailed::retryInMillis))
        .containsExactly(5_000L, 10_000L, 0L);
    assertThat(play.status()).isEqualTo("PARKED");
    assertThat(play.incidents)
        .singleElement()
        .asString()
        .contains("undo X.remove_license of ref add_license failed at attempt 3");
  }

  @Test
  @DisplayName(
      "A2.11 of several undos side by side one fails: the others are done, what came before waits")
  void A2_11_oneOfSeveralFails() {
    broken.add("X.remove_license");
    Play play = registration("CAUSAL").run();
    assertThat(play.ledger)
        .contains("undo X.log_removal()", "undo X.remove_room()")
        .doesNotContain("undo X.remove()");

    broken.remove("X.remove_license");
    play.take(new Command.Operate(Play.ID, new CommandId("op"), Command.Operate.Operation.RETRY));
    assertThat(play.run().ledger).endsWith("undo X.remove_license()", "undo X.remove()");
    assertThat(play.ledger).doesNotHaveDuplicates();
    assertThat(play.status()).isEqualTo("COMPENSATED");
  }

  @Test
  @DisplayName("A2.10 REVERSE is strict: one effect after the other, the newest first")
  void A2_10_reverse() {
    Play play = registration("REVERSE");
    while (events(play, Event.CompensationStarted.class).findAny().isEmpty()) {
      play.take(play.queue.remove(0));
    }
    assertThat(queued(play)).containsExactly("X.remove_room");
    play.take(play.queue.remove(0));
    assertThat(queued(play)).containsExactly("X.remove_license", "X.log_removal");
    play.take(play.queue.remove(0));
    assertThat(queued(play)).as("the first waits for both").containsExactly("X.log_removal");
    play.run();
    assertThat(play.ledger).endsWith("undo X.log_removal()", "undo X.remove()");
  }

  @Test
  @DisplayName("A2.10 fire-all (PARALLEL): everything is taken back at once, as the original did")
  void A2_10_fireAll() {
    Play play = registration("PARALLEL");
    while (events(play, Event.CompensationStarted.class).findAny().isEmpty()) {
      play.take(play.queue.remove(0));
    }
    assertThat(queued(play))
        .containsExactlyInAnyOrder(
            "X.remove_room", "X.remove_license", "X.log_removal", "X.remove");
    assertThat(play.run().status()).isEqualTo("COMPENSATED");
  }

  private static List<String> queued(Play play) {
    return play.queue.stream()
        .map(command -> ((Command.ExecuteUndo) command).activity().value())
        .toList();
  }

  private static final String TASK =
      "'license': {'kind': 'task', 'service': 'license', 'function': 'create', 'timeout': 'PT10M', 'retry': {'attempts': 1},"
          + " 'undoWhenUnknown': %s, 'undo': [{'service': 'license', 'function': 'delete'}]}";

  @Test
  @DisplayName(
      "A2.21 the failed node is undone where its outcome is unknown, and the journal says so")
  void A2_21_unknownOutcome() {
    Play play = new Play(TASK.formatted(true)).start("ann").fireNext();
    assertThat(events(play, Event.UndoStarted.class).map(Event.UndoStarted::unknown))
        .containsExactly(
            "Timeout: no answer of license.create[\"ann\"] until 2026-03-01T12:10:00Z");

    Play silent = new Play(TASK.formatted(false)).start("ann").fireNext();
    assertThat(silent.status()).as("not unless it is wanted").isEqualTo("FAILED");

    Play no = new Play(TASK.formatted(true)).start("ann");
    no.failed("license", new Failure(Category.BUSINESS, "Failed", "no"));
    assertThat(no.status()).as("a clear no is no unknown outcome").isEqualTo("FAILED");
  }

  @Test
  @DisplayName("A2.10 an effect that is known to be there is undone without a word of doubt")
  void A2_10_known() {
    Play play = registration("CAUSAL").run();
    assertThat(events(play, Event.UndoStarted.class).map(Event.UndoStarted::unknown))
        .hasSize(4)
        .containsOnlyNulls();
  }

  @Test
  @DisplayName("A3.9 what comes twice asks for nothing twice, and an ended case keeps nothing open")
  void A3_9_twice() {
    Play play =
        new Play(
                TASK.formatted(false)
                    + ",'next': {'kind': 'task', 'after': ['license'], 'service': 's', 'function': 'f'}")
            .start("ann");
    Command.SettleRef answer =
        new Command.SettleRef(
            Play.ID,
            new CommandId("m"),
            new io.baton.model.RefId("license"),
            0,
            io.baton.wire.Json.payload(7),
            null);
    play.take(answer).take(answer);
    assertThat(play.asked).hasSize(2);
    play.answer("next", 1).answer("next", 2).take(answer);
    assertThat(play.asked).hasSize(2);
    assertThat(play.result()).isEqualTo("1");
    assertThat(play.open()).isEmpty();
    assertThat(play.timers).isEmpty();
  }
}
