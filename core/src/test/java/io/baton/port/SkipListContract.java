package io.baton.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.model.CaseId;
import io.baton.model.Command;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the {@link SkipList} of every store promises. */
abstract class SkipListContract extends DefinitionsContract {
  private final CaseId poisoned = freshId();

  private SkipList skips() {
    return store().skipList();
  }

  private boolean keeps(String command) {
    return skips().keep(command(poisoned, command));
  }

  @AfterEach
  void emptyTheList() {
    commit(() -> skips().all().forEach(skips()::takeOff));
  }

  @Test
  @DisplayName("A3.14 the commands of a case on the skip list are kept in their order")
  void A3_14_commands_are_kept() {
    commit(() -> skips().add(poisoned, "x".repeat(2_000)));
    assertThat(skips().all()).containsExactly(poisoned);
    assertThat(committed(() -> keeps("one"))).isTrue();
    assertThat(committed(() -> keeps("two"))).isTrue();
    assertThat(committed(() -> skips().keep(command(id, "another")))).isFalse();

    List<Command> kept = committed(() -> skips().takeOff(poisoned));

    assertThat(kept).containsExactly(command(poisoned, "one"), command(poisoned, "two"));
    assertThat(skips().all()).isEmpty();
    assertThat(committed(() -> skips().takeOff(poisoned))).isEmpty();
    assertThat(committed(() -> keeps("three"))).isFalse();
  }

  @Test
  void to_be_put_on_the_list_twice_is_as_once() {
    commit(() -> skips().add(poisoned, "first"));
    committed(() -> keeps("one"));
    commit(() -> skips().add(poisoned, "second"));

    assertThat(committed(() -> skips().takeOff(poisoned))).hasSize(1);
  }

  @Test
  void what_was_kept_or_taken_off_and_rolled_back_never_was() {
    rollBack(() -> skips().add(poisoned, "no"));
    assertThat(skips().all()).isEmpty();
    commit(() -> skips().add(poisoned, "yes"));
    rolledBack(() -> keeps("one"));
    committed(() -> keeps("two"));
    assertThat(rolledBack(() -> skips().takeOff(poisoned))).hasSize(1);

    assertThat(committed(() -> skips().takeOff(poisoned)))
        .containsExactly(command(poisoned, "two"));
  }

  @Test
  void a_command_that_comes_while_its_case_is_taken_off_is_not_kept() {
    commit(() -> skips().add(poisoned, "yes"));
    CompletableFuture<Boolean> other =
        committed(
            () -> {
              skips().takeOff(poisoned);
              var waiting = elsewhere(() -> committed(() -> keeps("late")));
              assertStillWaiting(waiting);
              return waiting;
            });

    assertThat(inTime(other)).isFalse();
  }
}
