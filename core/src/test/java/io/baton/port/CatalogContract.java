package io.baton.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.CaseStatus;
import io.baton.model.CaseId;
import io.baton.model.Event;
import io.baton.model.Parent;
import io.baton.model.Payload;
import io.baton.model.RefId;
import io.baton.model.WorkflowId;
import io.baton.port.CaseCatalog.Found;
import io.baton.port.CaseCatalog.Wanted;
import io.baton.wire.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store promises of its {@link CaseCatalog}. */
abstract class CatalogContract extends TimersContract {
  /** Of this trial alone: other trials leave cases behind. */
  private final String workflow = "w-" + UUID.randomUUID();

  private final CaseId other = freshId();

  @Test
  void cases_are_found_by_workflow_status_and_business_key() {
    String key = "order 'ü' " + workflow;
    commit(
        () -> {
          start(id, key);
          start(other, null);
        });
    commit(() -> move(other, "end", new Event.CaseEnded(CaseStatus.COMPLETED, Payload.NULL, null)));

    assertThat(found(new Wanted(workflow, null, null, Map.of(), 10))).containsOnly(id, other);
    assertThat(found(new Wanted(workflow, CaseStatus.RUNNING, null, Map.of(), 10)))
        .containsExactly(id);
    assertThat(found(new Wanted(workflow, CaseStatus.COMPLETED, null, Map.of(), 10)))
        .containsExactly(other);
    assertThat(found(new Wanted(null, null, key, Map.of(), 10))).containsExactly(id);
    assertThat(found(new Wanted("another", null, key, Map.of(), 10))).isEmpty();
    assertThat(found(new Wanted(null, null, null, Map.of(), 1))).hasSize(1);
  }

  @Test
  void what_is_found_tells_when_the_case_began_and_ended() {
    Instant before = store().now();
    commit(() -> start(id, "key"));
    Found running = find(Map.of()).get(0);
    commit(() -> move(id, "end", new Event.CaseEnded(CaseStatus.FAILED, null, null)));
    Found ended = find(Map.of()).get(0);

    assertThat(running.started()).isBetween(before, store().now());
    assertThat(running)
        .isEqualTo(
            new Found(
                id,
                new WorkflowId(workflow, 1),
                CaseStatus.RUNNING,
                "key",
                running.started(),
                null));
    assertThat(ended.started()).isEqualTo(running.started());
    assertThat(ended.ended()).isEqualTo(store().read(id).orElseThrow().time());
    assertThat(ended.status()).isEqualTo(CaseStatus.FAILED);
  }

  @Test
  void cases_that_run_on_a_version_are_found_in_the_order_of_their_ids() {
    WorkflowId first = new WorkflowId(workflow, 1);
    List<CaseId> all = Stream.generate(StoreTrial::freshId).limit(4).sorted().toList();
    commit(() -> all.forEach(next -> start(next, null)));
    commit(() -> move(all.get(1), "end", new Event.CaseEnded(CaseStatus.FAILED, null, null)));
    WorkflowId second = new WorkflowId(workflow, 2);
    commit(() -> move(all.get(2), "m", new Event.Migrated(first, second, Map.of())));

    assertThat(catalog().running(first, null, 10)).containsExactly(all.get(0), all.get(3));
    assertThat(catalog().running(first, null, 1)).containsExactly(all.get(0));
    assertThat(catalog().running(first, all.get(0), 10)).containsExactly(all.get(3));
    assertThat(catalog().running(second, null, 10)).containsExactly(all.get(2));
  }

  @Test
  void the_newest_come_first_and_no_more_than_wanted() {
    List<CaseId> inOrder = Stream.generate(StoreTrial::freshId).limit(4).toList();
    for (CaseId next : inOrder) {
      waitForTheClock();
      commit(() -> start(next, null));
    }

    assertThat(found(new Wanted(workflow, null, null, Map.of(), 3)))
        .containsExactly(inOrder.get(3), inOrder.get(2), inOrder.get(1));
  }

  @Test
  void cases_are_found_by_all_of_their_attributes() {
    commit(
        () -> {
          start(id, null);
          start(other, null);
          set(id, "city", "Zürich 'x' \" \\ % _ 🚲");
          set(id, "amount", new BigDecimal("12.50"));
          set(id, "urgent", true);
          set(other, "city", "Zürich 'x' \" \\ % _ 🚲");
          set(other, "amount", "12.5");
          set(other, "urgent", false);
        });

    assertThat(with(Map.of("city", "Zürich 'x' \" \\ % _ 🚲"))).containsOnly(id, other);
    assertThat(with(Map.of("amount", 12.5))).containsExactly(id);
    assertThat(with(Map.of("amount", "12.5"))).containsExactly(other);
    assertThat(with(Map.of("urgent", true))).containsExactly(id);
    assertThat(with(Map.of("city", "Zürich 'x' \" \\ % _ 🚲", "urgent", false)))
        .containsExactly(other);
    assertThat(with(Map.of("city", "Zürich 'x' \" \\ % _ 🚲", "amount", 13))).isEmpty();
    assertThat(with(Map.of("nowhere", "x"))).isEmpty();
    assertThat(with(Map.of("city", "zürich 'x' \" \\ % _ 🚲"))).isEmpty();
  }

  @Test
  void numbers_are_equal_by_value() {
    commit(
        () -> {
          start(id, null);
          set(id, "amount", 100);
        });

    assertThat(with(Map.of("amount", new BigDecimal("1E+2")))).containsExactly(id);
    assertThat(with(Map.of("amount", new BigDecimal("100.00")))).containsExactly(id);
    commit(() -> set(id, "amount", new BigDecimal("0.00")));
    assertThat(with(Map.of("amount", 0))).containsExactly(id);
  }

  @Test
  void an_attribute_is_replaced_and_removed() {
    commit(
        () -> {
          start(id, null);
          set(id, "city", "Rome");
          set(id, "kind", "a");
        });
    commit(() -> set(id, "city", "Oslo"));
    assertThat(with(Map.of("city", "Rome"))).isEmpty();
    assertThat(with(Map.of("city", "Oslo"))).containsExactly(id);

    commit(() -> catalog().setAttribute(id, "city", Payload.NULL));
    commit(() -> catalog().setAttribute(id, "never set", Payload.NULL));

    assertThat(with(Map.of("city", "Oslo"))).isEmpty();
    assertThat(find(Map.of("city", Payload.NULL))).isEmpty();
    assertThat(with(Map.of("kind", "a"))).containsExactly(id);
  }

  @Test
  void long_texts_are_told_apart_by_their_ends() {
    String text = "日".repeat(990);
    commit(
        () -> {
          start(id, null);
          start(other, null);
          set(id, "text", text + "1");
          set(other, "text", text + "2");
        });

    assertThat(with(Map.of("text", text + "1"))).containsExactly(id);
    assertThat(with(Map.of("text", text + "2"))).containsExactly(other);
    assertThat(with(Map.of("text", text))).isEmpty();
  }

  @Test
  void a_case_hears_what_it_subscribed_to_until_its_end() {
    String key = "key 'ü' " + workflow;
    commit(
        () -> {
          start(id, null);
          start(other, null);
          catalog().subscribe(id, "paid", key);
          catalog().subscribe(id, "paid", key);
          catalog().subscribe(id, "shipped", key);
          catalog().subscribe(other, "paid", key);
          set(id, "city", "Rome");
        });

    assertThat(catalog().subscribers("paid", key)).containsExactlyInAnyOrder(id, other);
    assertThat(catalog().subscribers("shipped", key)).containsExactly(id);
    assertThat(catalog().subscribers("paid", "another")).isEmpty();

    commit(() -> catalog().unsubscribe(id));
    commit(() -> catalog().unsubscribe(id));

    assertThat(catalog().subscribers("paid", key)).containsExactly(other);
    assertThat(catalog().subscribers("shipped", key)).isEmpty();
    assertThat(with(Map.of("city", "Rome"))).containsExactly(id);
  }

  @Test
  void what_the_catalog_is_told_belongs_to_the_transaction() {
    String key = "key of " + workflow;
    commit(() -> start(id, null));
    rollBack(
        () -> {
          start(other, null);
          set(id, "city", "Rome");
          catalog().subscribe(id, "paid", key);
          assertThat(with(Map.of("city", "Rome"))).containsExactly(id);
          assertThat(found(new Wanted(workflow, null, null, Map.of(), 10))).containsOnly(id, other);
          assertThat(catalog().subscribers("paid", key)).containsExactly(id);
          assertThat(fromElsewhere(() -> with(Map.of("city", "Rome")))).isEmpty();
          assertThat(fromElsewhere(() -> catalog().subscribers("paid", key))).isEmpty();
          catalog().unsubscribe(id);
          assertThat(catalog().subscribers("paid", key)).isEmpty();
        });

    assertThat(with(Map.of("city", "Rome"))).isEmpty();
    assertThat(found(new Wanted(workflow, null, null, Map.of(), 10))).containsExactly(id);
    assertThat(catalog().subscribers("paid", key)).isEmpty();
    assertThatThrownBy(() -> set(id, "city", "Rome")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> catalog().subscribe(id, "paid", key))
        .isInstanceOf(IllegalStateException.class);
  }

  private boolean start(CaseId started, @Nullable String businessKey) {
    Parent parent = new Parent(freshId(), new RefId("1"));
    return create(
        started,
        new Event.CaseStarted(
            new WorkflowId(workflow, 1), Payload.NULL, "ann", null, businessKey, 7, parent));
  }

  private void set(CaseId of, String name, Object value) {
    catalog().setAttribute(of, name, Json.payload(value));
  }

  private List<CaseId> with(Map<String, Object> attributes) {
    Map<String, Payload> wanted = new HashMap<>();
    attributes.forEach((name, value) -> wanted.put(name, Json.payload(value)));
    return find(wanted).stream().map(Found::id).toList();
  }

  private List<Found> find(Map<String, Payload> attributes) {
    return catalog().find(new Wanted(workflow, null, null, attributes, 100));
  }

  private List<CaseId> found(Wanted wanted) {
    return catalog().find(wanted).stream().map(Found::id).toList();
  }

  private CaseCatalog catalog() {
    return store().catalog();
  }
}
