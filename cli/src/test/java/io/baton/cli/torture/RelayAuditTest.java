package io.baton.cli.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.cli.torture.RelayAudit.Sent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RelayAuditTest {
  private static final Sent SENT = new Sent(2, 3);
  private static final Map<String, List<Integer>> ALL =
      Map.of("relay-0", List.of(1, 2, 3), "relay-1", List.of(1, 2, 3));
  private static final Map<String, List<String>> ENDS =
      Map.of("relay-0", List.of("6"), "relay-1", List.of("6"));

  @Test
  void all_that_was_sent_once_and_in_its_order_is_clean() {
    assertThat(RelayAudit.of(SENT, ALL, ENDS, ALL).isClean()).isTrue();
  }

  @Test
  void a_record_that_is_there_twice_is_a_duplicate() {
    RelayAudit audit = RelayAudit.of(SENT, with(List.of(1, 2, 2, 3)), ENDS, ALL);
    assertThat(audit.duplicate()).isEqualTo(1);
    assertThat(audit.missing() + audit.outOfOrder()).isZero();
  }

  @Test
  void a_row_that_is_not_there_is_missing() {
    RelayAudit audit = RelayAudit.of(SENT, ALL, ENDS, with(List.of(1, 3)));
    assertThat(audit.missing()).isEqualTo(1);
    assertThat(audit.findings()).containsExactly("missing: row 2 of relay-1");
  }

  @Test
  void two_numbers_that_have_changed_places_are_out_of_order() {
    RelayAudit audit = RelayAudit.of(SENT, with(List.of(2, 1, 3)), ENDS, ALL);
    assertThat(audit.outOfOrder()).isEqualTo(1);
    assertThat(audit.duplicate() + audit.missing()).isZero();
  }

  @Test
  void an_end_is_told_once_and_says_the_sum() {
    assertThat(RelayAudit.of(SENT, ALL, Map.of("relay-0", List.of("6", "6")), ALL))
        .satisfies(audit -> assertThat(audit.duplicate()).isEqualTo(1))
        .satisfies(audit -> assertThat(audit.missing()).isEqualTo(1));
    Map<String, List<String>> wrong = Map.of("relay-0", List.of("5"), "relay-1", List.of("6"));
    assertThat(RelayAudit.of(SENT, ALL, wrong, ALL).isClean()).isFalse();
  }

  @Test
  void what_nobody_has_sent_is_found() {
    Map<String, List<Integer>> more =
        Map.of("relay-0", List.of(1, 2, 3), "relay-1", List.of(1, 2, 3), "relay-2", List.of(1));
    assertThat(RelayAudit.of(SENT, more, ENDS, ALL).findings())
        .containsExactly("nobody has sent relay-2");
  }

  private static Map<String, List<Integer>> with(List<Integer> second) {
    return Map.of("relay-0", List.of(1, 2, 3), "relay-1", second);
  }
}
