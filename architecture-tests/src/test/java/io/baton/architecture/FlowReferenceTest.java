package io.baton.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.Flow;
import io.baton.api.FlowTimer;
import io.baton.api.Forks;
import io.baton.api.Later;
import io.baton.api.OnLoss;
import io.baton.api.OpenRef;
import io.baton.api.Step;
import io.baton.api.UndoOrder;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The reference of what a workflow can say knows all that there is to say. */
class FlowReferenceTest {
  private static final String REFERENCE =
      Checkout.read(Checkout.root().resolve("docs/reference/flow.md"));

  private static void explained(Stream<String> words) {
    List<String> missing = words.distinct().filter(word -> !REFERENCE.contains(word)).toList();
    assertThat(missing).as("not in docs/reference/flow.md").isEmpty();
  }

  private static Stream<String> methods(Class<?>... types) {
    return Arrays.stream(types)
        .flatMap(type -> Arrays.stream(type.getMethods()))
        .map(Method::getName);
  }

  @Test
  void eachMethodOfFlowHasItsSection() {
    assertThat(methods(Flow.class)).hasSizeGreaterThan(40);
    List<String> headings = REFERENCE.lines().filter(line -> line.startsWith("### ")).toList();
    List<String> missing =
        methods(Flow.class, Forks.class)
            .distinct()
            .filter(name -> headings.stream().noneMatch(line -> line.contains("`" + name + "(")))
            .toList();
    assertThat(missing).as("no section in docs/reference/flow.md").isEmpty();
  }

  @Test
  void handlesAreExplained() {
    explained(methods(Later.class, OpenRef.class, FlowTimer.class).map(name -> "`" + name + "("));
    explained(Stream.of("again", "done").map(name -> "`" + name + "("));
    assertThat(methods(Step.class)).contains("again", "done");
  }

  @Test
  void choicesAreExplained() {
    explained(Arrays.stream(OnLoss.values()).map(fate -> "`" + fate + "`"));
    explained(Arrays.stream(UndoOrder.values()).map(order -> "`" + order + "`"));
  }
}
