package io.baton.examples.graphs;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.CaseStatus;
import io.baton.api.Cases.CaseHandle;
import io.baton.examples.graphs.orders.OutOfStock;
import io.baton.examples.graphs.orders.Parcels;
import io.baton.examples.graphs.orders.Warehouse;
import io.baton.standalone.Baton;
import io.baton.standalone.ManualBaton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** As many branches as the order has lines. */
class OrderTest {
  record Brought(List<String> picked, String parcel, int hours) {}

  private final Ledger ledger = new Ledger();
  private final ManualBaton baton =
      Baton.builder()
          .activities(Warehouse.class, ledger.bean(Warehouse.class))
          .activities(Parcels.class, ledger.bean(Parcels.class))
          .deploy(GraphFile.text("order"))
          .manual();
  private int asked;

  @BeforeEach
  void answers() {
    ledger.in(baton.transactions());
    ledger
        .on("pick", args -> pick(String.valueOf(args.get(0)), String.valueOf(args.get(1))))
        .on("send", args -> "p1")
        .on("state", args -> ++asked < 5 ? "ON_THE_WAY" : "DELIVERED");
  }

  /** {@code rare} is nowhere, {@code late} on the next day, {@code southern} in the south. */
  private String pick(String warehouse, String product) throws OutOfStock {
    boolean late = product.startsWith("late") && baton.clock().instant().equals(Instant.EPOCH);
    boolean south = product.startsWith("southern") && !warehouse.equals("south");
    if (product.startsWith("rare") || late || south) {
      throw new OutOfStock(warehouse + " has no " + product);
    }
    return product + "@" + warehouse;
  }

  private CaseHandle order(String... products) {
    List<Map<String, Object>> lines = new ArrayList<>();
    for (String product : products) {
      lines.add(Map.of("product", product, "quantity", 2));
    }
    return baton.cases().workflow("order").start(Map.of("customer", "ada", "lines", lines));
  }

  private long count(String call) {
    return ledger.lines().stream().filter(line -> line.startsWith(call)).count();
  }

  @Test
  void theFirstWarehouseThatHasALineWinsIt() {
    CaseHandle order = order("tea", "southern tea");
    baton.runUntilIdle();
    assertThat(order.result(Brought.class, Duration.ZERO))
        .isEqualTo(new Brought(List.of("tea@north", "southern tea@south"), "p1", 5));
    assertThat(ledger.lines()).contains("send[ada, [tea@north, southern tea@south]]");
  }

  @Test
  void ofEachLineOneBoxIsKept() {
    order(IntStream.range(0, 20).mapToObj(i -> "tea " + i).toArray(String[]::new));
    baton.runUntilIdle();
    assertThat(count("pick") - count("putBack")).isEqualTo(20);
    assertThat(baton.incidents()).isEmpty();
    assertThat(count("send")).isOne();
  }

  @Test
  void noMoreThanThreeLinesArePickedAtOneTime() {
    order("tea", "milk", "rice", "salt", "oil");
    Set<Long> seen = new TreeSet<>();
    while (baton.runDue()) {
      seen.add(
          baton.all().get(0).openRefs().stream()
              .map(ref -> ref.id().value())
              .filter(ref -> ref.startsWith("lines."))
              .map(ref -> ref.split("\\.")[1])
              .distinct()
              .count());
    }
    assertThat(seen).contains(3L).allMatch(lines -> lines <= 3);
  }

  @Test
  void theParcelIsAskedForEachHourUntilItIsThere() {
    CaseHandle order = order("tea");
    baton.advance(Duration.ofHours(5).minusMillis(1));
    assertThat(order.status()).isEqualTo(CaseStatus.RUNNING);
    assertThat(count("state")).isEqualTo(4);
    baton.advance(Duration.ofMillis(1));
    assertThat(order.status()).isEqualTo(CaseStatus.COMPLETED);
    assertThat(baton.clock().instant()).isEqualTo(Instant.EPOCH.plus(Duration.ofHours(5)));
    assertThat(baton.outputs())
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.key()).isEqualTo("ada");
              assertThat(told.value()).hasToString("{\"parcel\":\"p1\",\"hours\":5}");
            });
  }

  @Test
  void aParcelThatNeverComesIsRecalledAndTheBoxesGoBack() {
    ledger.on("state", args -> "LOST");
    CaseHandle order = order("tea", "milk");
    baton.runUntilIdle();
    assertThat(order.status()).isEqualTo(CaseStatus.COMPENSATED);
    assertThat(count("state")).isEqualTo(48);
    assertThat(count("recall[ada, [tea@north, milk@north], p1]")).isOne();
    assertThat(count("pick")).isEqualTo(count("putBack"));
  }

  @Test
  void whatNobodyHasStopsTheOrderAndTheOtherLinesGoBack() {
    CaseHandle order = order("tea", "southern tea", "rare tea");
    baton.runUntilIdle();
    assertThat(order.status()).isEqualTo(CaseStatus.COMPENSATED);
    assertThat(count("send")).isZero();
    assertThat(count("pick")).isPositive().isEqualTo(count("putBack"));
  }

  @Test
  void whatIsRestockedOverNightIsPickedInTheMorning() {
    CaseHandle order = order("tea", "late tea");
    baton.advance(Duration.ofHours(12).minusMillis(1));
    assertThat(count("send")).isZero();
    baton.advance(Duration.ofMillis(1));
    assertThat(count("send")).isOne();
    assertThat(order.status()).isEqualTo(CaseStatus.RUNNING);
  }
}
