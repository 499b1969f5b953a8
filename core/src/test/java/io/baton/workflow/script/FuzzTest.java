package io.baton.workflow.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.baton.model.Awaited;
import io.baton.model.Event;
import io.baton.model.Event.Move;
import io.baton.workflow.Decision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random workflows in random orders of completions: nothing happens twice, nothing is left running,
 * every undo happens once and in order. {@code -Dbaton.fuzz.seed} repeats one schedule, {@code
 * -Dbaton.fuzz.schedules} sets how many there are, {@code -Dbaton.fuzz.first} where they begin.
 */
class FuzzTest {
  private static final long SCHEDULES = Long.getLong("baton.fuzz.schedules", 50_000);
  private static final long FIRST = Long.getLong("baton.fuzz.first", 0);

  private static Optional<String> finding(long seed, UnaryOperator<Decision> mutant) {
    Schedule schedule = new Schedule(seed, mutant);
    return Optional.ofNullable(schedule.run())
        .map(wrong -> "seed " + seed + ": " + wrong + "\n" + schedule);
  }

  @Test
  void everyScheduleIsExact() {
    Long seed = Long.getLong("baton.fuzz.seed");
    if (seed != null) {
      finding(seed, UnaryOperator.identity()).ifPresent(found -> fail(found));
      return;
    }
    Map<Long, String> found = new ConcurrentSkipListMap<>();
    LongStream.range(FIRST, FIRST + SCHEDULES)
        .parallel()
        .filter(any -> found.size() < 3)
        .forEach(s -> finding(s, UnaryOperator.identity()).ifPresent(f -> found.put(s, f)));
    assertThat(found.values()).as("findings among %d schedules", SCHEDULES).isEmpty();
  }

  /** Kernels that lack what the real one has; the fuzz must tell each from the real one. */
  enum Mutant {
    NO_SECOND_REPLAY {
      @Override
      Decision applyTo(Decision real) {
        return real instanceof Decision.Continue go
            ? new Decision.Continue(go.moves(), false)
            : real;
      }
    },
    NO_JOURNALED_DECISION {
      @Override
      Decision applyTo(Decision real) {
        return without(real, move -> move instanceof Event.ForkDecided);
      }
    },
    NO_CANCELLATION {
      @Override
      Decision applyTo(Decision real) {
        return without(
            real,
            move ->
                move instanceof Event.BranchCancelled
                    || (move instanceof Event.RefCancelled cancelled
                        && cancelled.branch() != null));
      }
    },
    NO_OUTPUT {
      @Override
      Decision applyTo(Decision real) {
        return without(real, move -> move instanceof Event.OutputSent);
      }
    },
    NAMES_BEGIN_ANEW {
      @Override
      Decision applyTo(Decision real) {
        return with(real, Mutant::byTheFirstName);
      }
    },
    NO_UNDO_OF_LOSERS {
      @Override
      Decision applyTo(Decision real) {
        return without(real, move -> move instanceof Event.UndoRequested);
      }
    };

    abstract Decision applyTo(Decision real);

    /** As if nobody remembered which names the case has given. */
    private static Move byTheFirstName(Move move) {
      boolean named =
          move instanceof Event.RefOpened opened
              && opened.awaited() instanceof Awaited.Outside outside
              && outside.name() != null
              && !outside.nameIsGiven();
      return named
          ? new Event.RefOpened(
              ((Event.RefOpened) move).ref(), new Awaited.Outside("v1", null), null)
          : move;
    }

    private static Decision with(Decision real, UnaryOperator<Move> change) {
      return real instanceof Decision.Continue go
          ? new Decision.Continue(go.moves().stream().map(change).toList(), go.again())
          : real;
    }

    private static Decision without(Decision real, Predicate<Move> dropped) {
      if (!(real instanceof Decision.Continue go)) {
        return real;
      }
      List<Move> kept = go.moves().stream().filter(dropped.negate()).toList();
      return new Decision.Continue(kept, go.again() && !kept.isEmpty());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aKernelThatLacksSomethingIsCaught(Mutant mutant) {
    Optional<String> found =
        LongStream.range(0, 20_000)
            .mapToObj(seed -> finding(seed, mutant::applyTo))
            .flatMap(Optional::stream)
            .findFirst();
    assertThat(found).as("a finding in the kernel that is %s", mutant).isPresent();
  }
}
