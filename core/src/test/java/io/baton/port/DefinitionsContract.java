package io.baton.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.CaseStatus;
import io.baton.model.Definition;
import io.baton.model.Event;
import io.baton.model.Payload;
import io.baton.model.WorkflowId;
import io.baton.port.DefinitionStore.Deletion;
import io.baton.port.DefinitionStore.Document;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the {@link DefinitionStore} of every store promises. */
abstract class DefinitionsContract extends ServicesContract {
  /** Of this trial alone: other trials leave definitions behind. */
  private final String name = "graph-" + UUID.randomUUID();

  private final WorkflowId first = new WorkflowId(name, 1);

  private DefinitionStore kept() {
    return store().definitions();
  }

  private Document document(int version, String content) {
    return new Document(new WorkflowId(name, version), "v" + version, content, hash(content));
  }

  private static String hash(String content) {
    return "hash " + content.hashCode();
  }

  private Optional<Definition> keep(int version, String content) {
    return committed(() -> kept().keep(document(version, content), "ann"));
  }

  private Definition only() {
    List<Definition> mine = mine();
    assertThat(mine).hasSize(1);
    return mine.get(0);
  }

  private List<Definition> mine() {
    return kept().all().stream().filter(d -> d.id().name().equals(name)).toList();
  }

  @Test
  void what_was_deployed_is_kept_with_who_and_when() {
    assertThat(keep(1, "{\"ü\": 1}")).isEmpty();

    Definition there = only();
    assertThat(there.id()).isEqualTo(first);
    assertThat(there.version()).isEqualTo("v1");
    assertThat(there.hash()).isEqualTo(hash("{\"ü\": 1}"));
    assertThat(there.deployedBy()).isEqualTo("ann");
    assertThat(there.deployedAt()).isBetween(store().now().minusSeconds(60), store().now());
    assertThat(there.retired()).isFalse();
    assertThat(kept().content(first)).contains("{\"ü\": 1}");
  }

  @Test
  void a_text_of_a_million_characters_is_kept_whole() {
    String content = "ä".repeat(1_000_000);
    keep(1, content);
    assertThat(kept().content(first)).contains(content);
  }

  @Test
  void what_is_there_is_told_and_not_touched() {
    keep(1, "a");
    long changes = kept().changes();

    assertThat(keep(1, "b")).map(Definition::hash).contains(hash("a"));

    assertThat(kept().content(first)).contains("a");
    assertThat(kept().changes()).isEqualTo(changes);
  }

  @Test
  void versions_are_ordered_by_number() {
    keep(10, "a");
    keep(9, "b");
    keep(100, "c");
    assertThat(mine()).extracting(d -> d.id().version()).containsExactly(9, 10, 100);
  }

  @Test
  void what_is_not_there_has_no_text() {
    assertThat(kept().content(first)).isEmpty();
    assertThat(committed(() -> kept().retire(first))).isFalse();
    assertThat(committed(() -> kept().delete(first))).isEqualTo(Deletion.UNKNOWN);
  }

  @Test
  void each_change_is_counted_when_it_commits() {
    long before = kept().changes();
    keep(1, "a");
    long afterKeeping = kept().changes();
    rolledBack(() -> kept().keep(document(2, "b"), "ann"));
    assertThat(kept().changes()).isEqualTo(afterKeeping).isGreaterThan(before);

    committed(() -> kept().retire(first));
    long afterRetiring = kept().changes();
    assertThat(afterRetiring).isGreaterThan(afterKeeping);
    committed(() -> kept().retire(first));
    assertThat(kept().changes()).as("it had retired").isEqualTo(afterRetiring);
    committed(() -> kept().delete(first));
    assertThat(kept().changes()).isGreaterThan(afterRetiring);
  }

  @Test
  void what_rolls_back_was_never_deployed() {
    rolledBack(
        () -> {
          kept().keep(document(1, "a"), "ann");
          assertThat(kept().content(first)).as("in its own transaction").contains("a");
          return true;
        });
    assertThat(mine()).isEmpty();
    assertThat(kept().content(first)).isEmpty();
  }

  @Test
  void what_retires_stays_and_says_since_when() {
    keep(1, "a");
    assertThat(committed(() -> kept().retire(first))).isTrue();
    Definition retired = only();
    assertThat(retired.retired()).isTrue();
    committed(() -> kept().retire(first));
    assertThat(only()).isEqualTo(retired);
    assertThat(kept().content(first)).contains("a");
  }

  @Test
  void only_what_retired_and_is_needed_by_no_case_is_deleted() {
    keep(1, "a");
    assertThat(committed(() -> kept().delete(first))).isEqualTo(Deletion.NOT_RETIRED);
    committed(() -> create(id, new Event.CaseStarted(first, Payload.NULL, "ann", null)));
    committed(() -> kept().retire(first));
    assertThat(committed(() -> kept().delete(first))).isEqualTo(Deletion.NEEDED);

    Event end = new Event.CaseEnded(CaseStatus.COMPLETED, Payload.NULL, null);
    committed(() -> move(id, "end", end));
    assertThat(rolledBack(() -> kept().delete(first))).isEqualTo(Deletion.DELETED);
    assertThat(mine()).hasSize(1);
    assertThat(committed(() -> kept().delete(first))).isEqualTo(Deletion.DELETED);
    assertThat(mine()).isEmpty();
    assertThat(keep(1, "b")).as("its name and version are free").isEmpty();
  }

  @Test
  void of_two_that_deploy_the_same_version_at_once_the_second_waits_and_is_told() {
    CompletableFuture<Optional<Definition>> second =
        committed(
            () -> {
              kept().keep(document(1, "a"), "ann");
              CompletableFuture<Optional<Definition>> other = elsewhere(() -> keep(1, "b"));
              assertStillWaiting(other);
              return other;
            });
    assertThat(inTime(second)).map(Definition::hash).contains(hash("a"));
  }

  @Test
  void two_that_deploy_at_once_commit_one_after_the_other() {
    CompletableFuture<Optional<Definition>> second =
        committed(
            () -> {
              kept().keep(document(1, "a"), "ann");
              CompletableFuture<Optional<Definition>> other = elsewhere(() -> keep(2, "b"));
              assertStillWaiting(other);
              return other;
            });
    inTime(second);
    assertThat(mine()).hasSize(2);
  }

  @Test
  void readers_do_not_wait_for_who_deploys() {
    keep(1, "a");
    committed(
        () -> {
          kept().keep(document(2, "b"), "ann");
          kept().retire(first);
          assertThat(fromElsewhere(this::mine))
              .extracting(Definition::retired)
              .containsExactly(false);
          assertThat(fromElsewhere(() -> kept().changes())).isLessThan(kept().changes());
          return true;
        });
    assertThat(mine()).extracting(Definition::retired).containsExactly(true, false);
  }
}
