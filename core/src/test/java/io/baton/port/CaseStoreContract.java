package io.baton.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.CaseStatus;
import io.baton.model.Answer;
import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.CommandId;
import io.baton.model.Event;
import io.baton.model.Failure;
import io.baton.model.Incident;
import io.baton.model.Payload;
import io.baton.model.RefId;
import io.baton.model.ReplyTo;
import io.baton.model.Turn;
import io.baton.model.WorkflowId;
import io.baton.wire.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link CaseStore} promises. A store passes by extending this class. */
public abstract class CaseStoreContract extends DestinationsContract {
  @Test
  void a_case_that_migrates_is_on_its_new_version_and_its_refs_have_their_new_names() {
    WorkflowId next = new WorkflowId(WORKFLOW.name(), 2);
    created(id);
    committed(() -> move(id, "open", opened("a"), opened("b")));
    committed(() -> move(id, "m", new Event.Migrated(WORKFLOW, next, Map.of("a", new RefId("c")))));

    assertThat(store().workflow(id)).contains(next);
    Case read = store().read(id).orElseThrow();
    assertThat(read.workflow()).isEqualTo(next);
    assertThat(read.openRefs()).extracting(ref -> ref.id().value()).containsExactly("c", "b");
    assertThat(read.ref(new RefId("a"))).isEqualTo(read.ref(new RefId("c"))).isPresent();
    committed(
        () -> {
          store().keepSnapshot(lockAndRead(id));
          return id;
        });
    assertThat(store().read(id).orElseThrow().snapshot()).isEqualTo(read.snapshot());
  }

  // Creating

  @Test
  void what_was_created_is_read() {
    assertThat(created(id)).isTrue();

    Case read = store().read(id).orElseThrow();
    assertThat(read.id()).isEqualTo(id);
    assertThat(read.workflow()).isEqualTo(WORKFLOW);
    assertThat(read.starter()).isEqualTo("ann");
    assertThat(read.input()).isEqualTo(Json.payload("first"));
    assertThat(read.status()).isEqualTo(CaseStatus.RUNNING);
    assertThat(read.turn()).isZero();
  }

  @Test
  void a_second_create_writes_nothing_and_leaves_the_transaction_alive() {
    CaseId other = freshId();
    created(id);

    boolean again =
        committed(
            () -> {
              boolean second = create(id, "second");
              create(other, "other");
              return second;
            });

    assertThat(again).isFalse();
    assertThat(store().read(id).orElseThrow().input()).isEqualTo(Json.payload("first"));
    assertThat(store().read(other)).isPresent();
  }

  @Test
  void create_waits_for_a_concurrent_creator_and_yields_when_that_one_commits() throws Exception {
    assertThat(createWhileAnotherOneDoesAndThen(true)).isFalse();
    assertThat(store().read(id).orElseThrow().input()).isEqualTo(Json.payload("first"));
  }

  @Test
  void create_waits_for_a_concurrent_creator_and_wins_when_that_one_rolls_back() throws Exception {
    assertThat(createWhileAnotherOneDoesAndThen(false)).isTrue();
    assertThat(store().read(id).orElseThrow().input()).isEqualTo(Json.payload("second"));
  }

  private boolean createWhileAnotherOneDoesAndThen(boolean commit) throws Exception {
    CompletableFuture<Boolean> second =
        transaction(
            commit,
            () -> {
              assertThat(create(id, "first")).isTrue();
              var concurrent = elsewhere(() -> committed(() -> create(id, "second")));
              assertStillWaiting(concurrent);
              return concurrent;
            });
    return second.get(5, TimeUnit.SECONDS);
  }

  // Transactions

  @Test
  void what_was_rolled_back_never_was() {
    CaseId never = freshId();
    created(id);

    rolledBack(
        () -> {
          create(never, "never");
          move(id, "a#1", opened("a"));
          store().raise(incident("BATON-9001", never));
          return null;
        });

    assertThat(store().read(never)).isEmpty();
    assertThat(committed(() -> store().lock(ids(never)))).isEmpty();
    assertThat(store().read(id).orElseThrow().turn()).isZero();
    assertThat(store().handled(List.of(command(id, "a#1")))).isEmpty();
    assertThat(incidents()).noneMatch(i -> never.equals(i.caseId()));
  }

  @Test
  void a_transaction_sees_what_it_wrote_itself() {
    committed(
        () -> {
          create(id, "first");
          assertThat(store().read(id)).isPresent();
          move(id, "start", opened("a"));
          assertThat(store().lock(ids(id)).get(id).turn()).isEqualTo(1);
          assertThat(store().handled(List.of(command(id, "start")))).hasSize(1);
          return null;
        });

    assertThat(store().read(id).orElseThrow().turn()).isEqualTo(1);
  }

  @Test
  void what_is_not_committed_is_seen_by_nobody_else() {
    CaseId fresh = freshId();
    created(id);

    committed(
        () -> {
          move(id, "a#1", opened("a"));
          create(fresh, "fresh");
          assertThat(fromElsewhere(() -> store().read(id).orElseThrow().turn())).isZero();
          assertThat(fromElsewhere(() -> store().handled(List.of(command(id, "a#1"))))).isEmpty();
          assertThat(fromElsewhere(() -> store().read(fresh))).isEmpty();
          assertThat(fromElsewhere(() -> committed(() -> store().lock(ids(fresh))))).isEmpty();
          return null;
        });
  }

  @Test
  void without_a_transaction_nothing_is_written_or_locked() {
    assertThatThrownBy(() -> create(id, "first")).isInstanceOf(IllegalStateException.class);
    created(id);
    assertThatThrownBy(() -> store().lock(ids(id))).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> store().raise(incident("BATON-9002", id)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(store().read(id).orElseThrow().turn()).isZero();
    assertThat(incidents()).noneMatch(i -> id.equals(i.caseId()));
  }

  // Locking

  @Test
  void a_case_that_is_not_there_is_missing() {
    CaseId missing = freshId();
    created(id);

    Map<CaseId, CaseStore.Head> locked = committed(() -> store().lock(ids(id, missing)));

    assertThat(locked).containsOnlyKeys(id);
    assertThat(store().read(missing)).isEmpty();
    assertThat(committed(() -> store().lock(new TreeSet<>()))).isEmpty();
  }

  @Test
  void lock_gives_the_newest_state_even_if_an_older_one_was_read_before() {
    created(id);

    long turn =
        committed(
            () -> {
              assertThat(store().read(id).orElseThrow().turn()).isZero();
              fromElsewhere(() -> committed(() -> move(id, "a#1", opened("a"))));
              return store().lock(ids(id)).get(id).turn();
            });

    assertThat(turn).isEqualTo(1);
  }

  @Test
  @DisplayName("A3.10 all that is told to one case comes one after the other, whoever tells it")
  void lock_waits_for_the_end_of_the_owner_and_sees_its_turn() throws Exception {
    assertThat(lockWhileAnotherOneMovesTheCaseAndThen(true)).isEqualTo(1);
  }

  @Test
  void lock_waits_for_the_end_of_the_owner_and_does_not_see_what_it_rolls_back() throws Exception {
    assertThat(lockWhileAnotherOneMovesTheCaseAndThen(false)).isZero();
  }

  private long lockWhileAnotherOneMovesTheCaseAndThen(boolean commit) throws Exception {
    created(id);
    CompletableFuture<Long> seen =
        transaction(
            commit,
            () -> {
              move(id, "a#1", opened("a"));
              var waiting = elsewhere(() -> committed(() -> store().lock(ids(id)).get(id).turn()));
              assertStillWaiting(waiting);
              return waiting;
            });
    return seen.get(5, TimeUnit.SECONDS);
  }

  @Test
  void lock_alone_makes_others_wait_but_not_those_who_only_read() throws Exception {
    created(id);
    CompletableFuture<Integer> second =
        committed(
            () -> {
              store().lock(ids(id));
              var waiting = elsewhere(() -> committed(() -> store().lock(ids(id)).size()));
              assertStillWaiting(waiting);
              assertThat(fromElsewhere(() -> store().read(id))).isPresent();
              assertThat(fromElsewhere(() -> store().handled(List.of(command(id, "x"))))).isEmpty();
              assertThat(fromElsewhere(() -> committed(() -> create(id, "second")))).isFalse();
              return waiting;
            });
    assertThat(second.get(5, TimeUnit.SECONDS)).isEqualTo(1);
  }

  @Test
  void cases_are_locked_in_one_order_however_they_are_asked_for() throws Exception {
    CaseId a = freshId();
    CaseId b = freshId();
    created(a);
    created(b);
    SortedSet<CaseId> forth = ids(a, b);
    SortedSet<CaseId> back = new TreeSet<>(Comparator.reverseOrder());
    back.addAll(forth);

    queueAtTheLastOf(forth, forth, back);
    queueAtTheLastOf(forth, back, forth);

    CountDownLatch together = new CountDownLatch(2);
    var first = elsewhere(() -> moveBothOften(forth, "first", together));
    var second = elsewhere(() -> moveBothOften(back, "second", together));
    assertThat(first.get(30, TimeUnit.SECONDS) + second.get(30, TimeUnit.SECONDS)).isEqualTo(60);
    assertThat(store().read(a).orElseThrow().turn()).isEqualTo(60);
    assertThat(store().read(b).orElseThrow().turn()).isEqualTo(60);
  }

  /**
   * Whoever took the last case first would have it when the other one, with the first, wants it.
   */
  private void queueAtTheLastOf(
      SortedSet<CaseId> cases, SortedSet<CaseId> first, SortedSet<CaseId> second) throws Exception {
    List<CompletableFuture<Integer>> waiting =
        committed(
            () -> {
              store().lock(ids(cases.last()));
              var one = elsewhere(() -> committed(() -> store().lock(first).size()));
              assertStillWaiting(one);
              var other = elsewhere(() -> committed(() -> store().lock(second).size()));
              assertStillWaiting(other);
              return List.of(one, other);
            });
    for (CompletableFuture<Integer> locked : waiting) {
      assertThat(locked.get(5, TimeUnit.SECONDS)).isEqualTo(2);
    }
  }

  private int moveBothOften(SortedSet<CaseId> both, String who, CountDownLatch together) {
    together.countDown();
    await(together);
    int rounds = 0;
    for (; rounds < 30; rounds++) {
      String command = who + rounds;
      committed(
          () -> {
            store()
                .lock(both)
                .keySet()
                .forEach(one -> append(lockAndRead(one), command, opened(command)));
            return null;
          });
    }
    return rounds;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  // The journal

  @Test
  void a_case_moves_several_turns_in_one_transaction() {
    created(id);

    committed(
        () -> {
          Case locked = lockAndRead(id);
          append(locked, "start", opened("a"), opened("b"));
          append(locked, "a#1", settled("a", Json.payload(1)));
          append(
              locked, "b#1", new Event.CaseEnded(CaseStatus.COMPLETED, Json.payload("done"), null));
          return null;
        });

    Case read = store().read(id).orElseThrow();
    assertThat(read.turn()).isEqualTo(3);
    assertThat(read.status()).isEqualTo(CaseStatus.COMPLETED);
    assertThat(read.result()).isEqualTo(Json.payload("done"));
    assertThat(read.refs()).extracting(ref -> ref.id().value()).containsExactly("a", "b");
  }

  @Test
  void many_cases_move_many_turns_at_once() {
    List<CaseId> many = List.of(id, freshId(), freshId());
    many.forEach(this::created);

    committed(
        () -> {
          store().lock(new TreeSet<>(many));
          Map<CaseId, Case> read = store().read(many);
          List<CaseStore.Move> moves = new ArrayList<>();
          for (String ref : List.of("a", "b")) {
            many.forEach(one -> moves.add(moved(read.get(one), ref, opened(ref))));
          }
          Event end = new Event.CaseEnded(CaseStatus.COMPLETED, Json.payload("done"), null);
          moves.add(moved(read.get(id), "end", end));
          store().append(moves);
          return null;
        });

    Map<CaseId, Case> read =
        store().read(List.of(many.get(2), many.get(0), freshId(), many.get(1)));
    assertThat(read.keySet()).containsExactlyInAnyOrderElementsOf(many);
    assertThat(many).extracting(one -> read.get(one).turn()).containsExactly(3L, 2L, 2L);
    assertThat(many)
        .extracting(one -> read.get(one).status())
        .containsExactly(CaseStatus.COMPLETED, CaseStatus.RUNNING, CaseStatus.RUNNING);
    assertThat(read.get(many.get(1)).refs()).hasSize(2);
    assertThat(committed(() -> head(many.get(2)).turn())).isEqualTo(2);
    assertThat(store().handled(many.stream().map(one -> command(one, "b")).toList())).hasSize(3);
  }

  @Test
  void of_many_moves_none_is_made_when_one_does_not_follow() {
    CaseId other = freshId();
    created(id);
    created(other);
    committed(() -> move(id, "a#1", opened("a")));

    for (Turn wrong :
        List.of(
            new Turn(1, new CommandId("b#1"), Instant.EPOCH, List.of(opened("b"))),
            new Turn(2, new CommandId("a#1"), Instant.EPOCH, List.of(opened("b"))),
            new Turn(3, new CommandId("b#1"), Instant.EPOCH, List.of(opened("b"))))) {
      assertThatThrownBy(
              () ->
                  committed(
                      () -> {
                        store().lock(ids(id, other));
                        Case right = store().read(other).orElseThrow();
                        CaseStore.Move move = moved(right, "x", opened("x"));
                        Case behind = store().read(id).orElseThrow();
                        store().append(List.of(move, new CaseStore.Move(behind, wrong)));
                        return null;
                      }))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(store().read(id).orElseThrow().turn()).isEqualTo(1);
    assertThat(store().read(other).orElseThrow().turn()).isZero();
  }

  @Test
  void of_many_that_are_to_be_created_those_that_are_not_there_are() {
    created(id);
    List<CaseId> many = List.of(freshId(), id, freshId());

    Set<CaseId> created =
        committed(() -> store().create(many.stream().map(one -> start(one, "second")).toList()));

    assertThat(created).containsExactlyInAnyOrder(many.get(0), many.get(2));
    Map<CaseId, Case> read = store().read(many);
    assertThat(many)
        .extracting(one -> read.get(one).input())
        .containsExactly(Json.payload("second"), Json.payload("first"), Json.payload("second"));
    assertThat(read.get(many.get(0)).starter()).isEqualTo("ann");
    assertThat(store().workflows(List.of(id, many.get(0), freshId())))
        .containsExactlyInAnyOrderEntriesOf(Map.of(id, WORKFLOW, many.get(0), WORKFLOW));
  }

  private static CaseStore.Move moved(Case locked, String command, Event event) {
    locked.beginTurn(new CommandId(command), locked.time());
    locked.apply(event);
    return new CaseStore.Move(
        locked, new Turn(locked.turn(), locked.command(), locked.time(), List.of(event)));
  }

  private CaseStore.Move start(CaseId created, String input) {
    Event started = new Event.CaseStarted(WORKFLOW, Json.payload(input), "ann", null);
    Turn turn = new Turn(0, new CommandId("create"), store().now(), List.of(started));
    return new CaseStore.Move(Case.replay(created, List.of(turn)), turn);
  }

  @Test
  void the_same_turn_or_a_turn_of_the_same_command_is_refused_and_leaves_nothing() {
    created(id);
    committed(() -> move(id, "a#1", opened("a")));

    assertRefused(new Turn(1, new CommandId("b#1"), Instant.EPOCH, List.of(opened("b"))));
    assertRefused(new Turn(2, new CommandId("a#1"), Instant.EPOCH, List.of(opened("b"))));
    assertRefused(new Turn(3, new CommandId("b#1"), Instant.EPOCH, List.of(opened("b"))));

    committed(() -> move(id, "b#1", opened("b")));
    assertThat(store().read(id).orElseThrow().turn()).isEqualTo(2);
  }

  private void assertRefused(Turn turn) {
    assertThatThrownBy(
            () ->
                committed(
                    () -> {
                      store().append(lockAndRead(id), turn);
                      return null;
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(id.value());
    assertThat(store().read(id).orElseThrow().turn()).isEqualTo(1);
  }

  @Test
  void handled_are_the_commands_that_have_a_turn_in_their_own_case() {
    CaseId other = freshId();
    created(id);
    created(other);
    committed(() -> move(id, "a#1", opened("a")));
    committed(() -> move(other, "b#1", opened("b")));
    Command mine = command(id, "a#1");
    Command others = command(other, "b#1");
    Command reply =
        new Command.Reply(
            id,
            new CommandId("a#1"),
            new ReplyTo("queue", null),
            new Answer(id, "COMPLETED", null, null),
            1);

    assertThat(
            store()
                .handled(
                    List.of(mine, others, command(id, "b#1"), command(freshId(), "a#1"), reply)))
        .containsExactlyInAnyOrder(mine, others);
    assertThat(store().handled(List.of())).isEmpty();
    assertThat(store().handled(List.of(reply))).isEmpty();
  }

  @Test
  void a_case_of_200_turns_is_read_as_it_was_written() {
    created(id);
    for (int i = 1; i <= 200; i++) {
      String ref = "r" + i;
      committed(() -> move(id, ref, opened(ref), settled(ref, Json.payload(Map.of("of", ref)))));
    }

    Case read = store().read(id).orElseThrow();
    Case locked = committed(() -> lockAndRead(id));
    assertThat(read.turn()).isEqualTo(200);
    assertThat(read.refs()).hasSize(200).containsExactlyElementsOf(locked.refs());
    assertThat(read.ref(new RefId("r137")).orElseThrow().value())
        .isEqualTo(Json.payload(Map.of("of", "r137")));
  }

  @Test
  void texts_survive_whatever_they_hold() {
    CaseId odd = new CaseId("Ünïcødé 'quoted' \"id\" \\ % _ ; -- 🚲 " + UUID.randomUUID());
    Payload texts =
        Json.payload(
            List.of("🚲 日本 \u0000 \u0007 \n", "'; DROP TABLE baton_case; --", ":id ?1 ${x}"));
    Payload large = Json.payload("é".repeat(300 * 1024));
    created(odd);
    committed(() -> move(odd, "it's #1", opened("a"), settled("a", texts)));
    committed(() -> move(odd, "large", opened("b"), settled("b", large)));

    Case read = store().read(odd).orElseThrow();
    assertThat(read.id()).isEqualTo(odd);
    assertThat(read.ref(new RefId("a")).orElseThrow().value()).isEqualTo(texts);
    assertThat(read.ref(new RefId("b")).orElseThrow().value()).isEqualTo(large);
    assertThat(store().handled(List.of(command(odd, "it's #1")))).hasSize(1);
  }

  @Test
  void a_text_that_was_cut_inside_a_character_does_not_hinder() {
    String cut = "🚲".substring(0, 1);
    created(id);

    committed(() -> move(id, "a#1", opened("a"), settled("a", Json.payload(cut))));
    committed(
        () -> {
          store().raise(new Incident(Incident.Kind.DEAD, "BATON-9005", id, cut, cut));
          return null;
        });

    assertThat(store().read(id).orElseThrow().turn()).isEqualTo(1);
    assertThat(incidents()).anyMatch(i -> i.code().equals("BATON-9005"));
  }

  @Test
  void a_turn_keeps_its_time() {
    created(id);
    Case moved = committed(() -> move(id, "a#1", opened("a")));

    Case read = store().read(id).orElseThrow();
    assertThat(read.time()).isEqualTo(moved.time());
    assertThat(read.command()).isEqualTo(new CommandId("a#1"));
  }

  // Heads

  @Test
  void a_head_names_the_newest_turn_and_what_made_it() {
    created(id);
    CaseStore.Head first = committed(() -> head(id));
    CaseStore.Head third =
        committed(
            () -> {
              move(id, "a#1", opened("a"));
              move(id, "b#1", opened("b"));
              return head(id);
            });

    assertThat(first.turn()).isZero();
    assertThat(first.command()).isEqualTo(new CommandId("create"));
    assertThat(third.turn()).isEqualTo(2);
    assertThat(third.command()).isEqualTo(new CommandId("b#1"));
    assertThat(committed(() -> head(id)).command()).isEqualTo(new CommandId("b#1"));
  }

  @Test
  void who_waited_for_the_lock_gets_the_head_that_it_waited_for() {
    created(id);
    CompletableFuture<CaseStore.Head> waited =
        committed(
            () -> {
              move(id, "a#1", opened("a"));
              var waiting = elsewhere(() -> committed(() -> head(id)));
              assertStillWaiting(waiting);
              return waiting;
            });

    CaseStore.Head head = inTime(waited);
    assertThat(head.turn()).isEqualTo(1);
    assertThat(head.command()).isEqualTo(new CommandId("a#1"));
  }

  @Test
  void the_time_of_heads_is_the_stores_time_and_goes_on() {
    created(id);
    Instant before = store().now();
    Instant head = committed(() -> head(id)).now();
    Instant after = store().now();

    assertThat(head).isBetween(before, after);
    assertThat(before).isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    commit(this::waitForTheClock);
  }

  private CaseStore.Head head(CaseId one) {
    return store().lock(ids(one)).get(one);
  }

  @Test
  void the_workflow_of_a_case_is_known() {
    created(id);
    assertThat(store().workflow(id)).contains(WORKFLOW);
    assertThat(store().workflow(freshId())).isEmpty();
  }

  // Snapshots

  @Test
  void a_case_with_a_snapshot_is_read_as_it_was_written() {
    created(id);
    commit(
        () -> {
          Case locked = lockAndRead(id);
          append(locked, "a#1", opened("a"), settled("a", Json.payload(List.of(1, "two", 3.50))));
          store().keepSnapshot(locked);
          assertThat(store().read(id).orElseThrow().snapshot()).isEqualTo(locked.snapshot());
        });
    Case moved = committed(() -> move(id, "b#1", opened("b")));

    Case read = store().read(id).orElseThrow();
    assertThat(read.snapshot()).isEqualTo(moved.snapshot());
    assertThat(read.snapshotAt()).isLessThanOrEqualTo(1);
    assertThat(store().handled(List.of(command(id, "create"), command(id, "a#1")))).hasSize(2);
  }

  @Test
  void a_later_snapshot_takes_the_place_of_an_earlier_one() {
    created(id);
    for (String ref : List.of("a", "b", "c")) {
      commit(() -> store().keepSnapshot(move(id, ref, opened(ref))));
    }
    Case moved = committed(() -> move(id, "d", opened("d")));

    assertThat(store().read(id).orElseThrow().snapshot()).isEqualTo(moved.snapshot());
  }

  @Test
  void a_snapshot_that_was_rolled_back_never_was() {
    created(id);
    rollBack(() -> store().keepSnapshot(move(id, "a#1", opened("a"))));

    Case moved = committed(() -> move(id, "b#1", opened("b")));

    assertThat(store().read(id).orElseThrow().snapshot()).isEqualTo(moved.snapshot());
  }

  // Incidents

  @Test
  void the_incident_of_a_parked_case_is_over_when_the_case_goes_on() {
    Failure reason = new Failure(Failure.Category.TECHNICAL, "Stuck", "stuck");
    Incident parked = incident("BATON-9006", id);
    Incident dead = new Incident(Incident.Kind.DEAD, "BATON-9007", id, "another matter", null);
    created(id);
    commit(
        () -> {
          move(id, "a#1", new Event.CaseParked(reason, null));
          store().raise(parked);
          store().raise(dead);
        });

    rollBack(() -> move(id, "b#1", new Event.CaseResumed()));
    assertThat(incidents()).contains(parked, dead);

    commit(() -> move(id, "b#1", new Event.CaseResumed()));
    assertThat(incidents()).contains(dead).doesNotContain(parked);
  }

  @Test
  void incidents_are_kept() {
    Incident ofCase = incident("BATON-9003", id);
    Incident ofNothing =
        new Incident(Incident.Kind.POISON, "BATON-9004", null, id + " 🚲", "{\"a\": '\0'}");

    committed(
        () -> {
          store().raise(ofCase);
          store().raise(ofNothing);
          return null;
        });

    assertThat(incidents()).contains(ofCase, ofNothing);
  }
}
