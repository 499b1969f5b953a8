package io.baton.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.model.ActorMark.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ActorMarkTest {
  @Test
  @DisplayName("A5.4 accepted is what is newer in the same epoch, or of a newer one")
  void A5_4_the_filter() {
    ActorMark mark = new ActorMark(2, 10);
    assertThat(mark.judge(2, 11)).isEqualTo(Verdict.NEXT);
    assertThat(mark.judge(2, 10)).isEqualTo(Verdict.STALE);
    assertThat(mark.judge(2, 9)).isEqualTo(Verdict.STALE);
    assertThat(mark.judge(1, 99)).isEqualTo(Verdict.STALE);
    assertThat(mark.judge(3, 0)).isEqualTo(Verdict.NEW_RUN);
    assertThat(ActorMark.NONE.judge(0, 0)).isEqualTo(Verdict.NEXT);
    assertThat(mark.judge(2, Long.MAX_VALUE)).isEqualTo(Verdict.NEXT);
  }

  @Test
  @DisplayName("A5.4 whatever comes again or late, each event of the newest epoch counts once")
  void A5_4_any_history() {
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      List<Long> counted = new ArrayList<>();
      ActorMark mark = ActorMark.NONE;
      long sent = 0;
      long epoch = 0;
      for (int i = 0; i < 60; i++) {
        if (random.nextInt(20) == 0) {
          epoch++;
          sent = 0;
        }
        boolean old = random.nextInt(3) == 0;
        long offset = old && sent > 0 ? random.nextInt((int) sent) : sent++;
        long of = random.nextInt(5) == 0 && epoch > 0 ? epoch - 1 : epoch;
        Verdict verdict = mark.judge(of, offset);
        if (verdict == Verdict.STALE) {
          continue;
        }
        if (verdict == Verdict.NEW_RUN) {
          counted.clear();
        }
        counted.add(offset);
        mark = new ActorMark(of, offset);
      }
      assertThat(counted).as("seed %d", seed).isSorted().doesNotHaveDuplicates();
    }
  }

  /** One thing as three systems tell of it: each change adds to all three by one. */
  private record Telling(int histories, ActorMark mark, long version) {
    static Telling after(int changes) {
      return new Telling(changes, new ActorMark(0, changes - 1L), changes);
    }

    boolean staleByHistory(Telling incoming) {
      return histories >= incoming.histories;
    }

    boolean staleByMark(Telling incoming) {
      return mark.judge(incoming.mark.epoch(), incoming.mark.offset()) == Verdict.STALE;
    }

    boolean staleByVersion(Telling incoming) {
      return version >= incoming.version;
    }
  }

  @Test
  @DisplayName("A6.11 history length, epoch with offset, and version agree on what is stale")
  void A6_11_three_rules_agree() {
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      List<Telling> deliveries = new ArrayList<>();
      for (int i = 1; i <= 12; i++) {
        Collections.addAll(
            deliveries,
            Collections.nCopies(1 + random.nextInt(3), i).stream()
                .map(Telling::after)
                .toArray(Telling[]::new));
      }
      Collections.shuffle(deliveries, random);
      Telling now = Telling.after(0);
      for (Telling incoming : deliveries) {
        boolean stale = now.staleByVersion(incoming);
        assertThat(now.staleByHistory(incoming)).as("seed %d", seed).isEqualTo(stale);
        assertThat(now.staleByMark(incoming)).as("seed %d", seed).isEqualTo(stale);
        now = stale ? now : incoming;
      }
      assertThat(now).isEqualTo(Telling.after(12));
    }
  }
}
