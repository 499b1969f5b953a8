package io.baton.examples.provisioning;

import static io.baton.testkit.CaseAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.testkit.Kit;
import io.baton.testkit.TestedCase;
import io.baton.testkit.WorkflowTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A cloud in memory: machines are ready after so many looks. */
@WorkflowTest(Provisioning.class)
class ProvisioningTest {
  private static final int NEVER = Integer.MAX_VALUE;
  private static final int BREAKS = -1;

  private final Map<String, Integer> machines = new TreeMap<>();
  private final Map<String, Integer> takes = new TreeMap<>();
  private final Map<String, Integer> looks = new TreeMap<>();
  private int unanswered;

  final Cloud cloud =
      new Cloud() {
        @Override
        public String requestMachine(String name, String size) {
          machines.put(name, takes.getOrDefault(name, 3));
          if (unanswered > 0) {
            unanswered--;
            throw new IllegalStateException("no answer");
          }
          return "id-" + name;
        }

        @Override
        public void deleteMachine(String name, String size, @Nullable String id) {
          machines.remove(name);
        }

        @Override
        public Machine look(String id) {
          String name = id.substring("id-".length());
          int left = machines.get(name);
          looks.merge(name, 1, Integer::sum);
          if (left == BREAKS) {
            return new Machine(id, Machine.State.BROKEN, "");
          }
          boolean ready = looks.get(name) > left;
          return ready
              ? new Machine(id, Machine.State.READY, "10.0.0." + name)
              : new Machine(id, Machine.State.STARTING, "");
        }
      };

  private static Wanted want(String... names) {
    return new Wanted(List.of(names), "small", Duration.ofMinutes(20));
  }

  @Test
  void machinesArePolledSideBySideUntilTheyAreReady(Kit kit) {
    takes.put("2", 5);
    TestedCase made = kit.start(want("1", "2"));
    kit.advance(Duration.ofSeconds(5 + 10 + 20));
    assertThat(looks).containsEntry("1", 4).containsEntry("2", 4);
    assertThat(made).running();
    kit.advance(Duration.ofSeconds(40 + 60));
    assertThat(made).completedWith(List.of("10.0.0.1", "10.0.0.2")).undid().hasNoOpenRefs();
  }

  @Test
  void aMachineThatBreaksTakesTheOthersWithIt(Kit kit) {
    takes.put("2", BREAKS);
    TestedCase made = kit.start(want("1", "2", "3"));
    assertThat(made).failedWith(Broken.class).hasNoOpenRefs();
    assertThat(machines).isEmpty();
  }

  @Test
  void aMachineThatTakesTooLongIsDeleted(Kit kit) {
    takes.put("1", NEVER);
    TestedCase made = kit.start(want("1"));
    kit.advance(Duration.ofMinutes(20).minusMillis(1));
    assertThat(made).running();
    assertThat(looks.get("1")).as("the pauses grow to a minute").isLessThan(25);
    kit.advance(Duration.ofMillis(1));
    assertThat(made).failedWith("the time was over after PT20M").undid("deleteMachine");
    assertThat(machines).isEmpty();
  }

  @Test
  void aMachineThatNobodyKnowsOfIsDeletedToo(Kit kit) {
    unanswered = NEVER;
    TestedCase made = kit.start(want("1"));
    assertThat(machines).as("made, but the answer was lost").isNotEmpty();
    kit.runToEnd();
    assertThat(made).failedWith("no answer").undid("deleteMachine");
    assertThat(machines).isEmpty();
  }

  @Test
  void aCallThatFailsOnceIsMadeAgain(Kit kit) {
    unanswered = 1;
    TestedCase made = kit.start(want("1"));
    kit.runToEnd();
    assertThat(made).completedWith(List.of("10.0.0.1"));
  }

  @Test
  void aCancelledCaseDeletesItsMachines(Kit kit) {
    takes.put("1", NEVER);
    TestedCase made = kit.start(want("1"));
    made.cancel("not needed");
    assertThat(made).cancelled().undid("deleteMachine").hasNoOpenRefs();
    assertThat(machines).isEmpty();
  }
}
