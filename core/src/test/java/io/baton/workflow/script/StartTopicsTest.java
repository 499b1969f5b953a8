package io.baton.workflow.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.Start;
import io.baton.api.StartOn;
import io.baton.api.Workflow;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Workflows that records of topics start. */
public class StartTopicsTest {
  @Workflow(name = "order", version = 1)
  @StartOn(kafka = "orders")
  @StartOn(kafka = "late-orders")
  public static class Order {
    @Start
    public String run(String who) {
      return who;
    }
  }

  @Workflow(name = "neither", version = 1)
  @StartOn
  public static class Neither {
    @Start
    public void run() {}
  }

  @Workflow(name = "both", version = 1)
  @StartOn(kafka = "orders", cron = "* * * * *")
  public static class Both {
    @Start
    public void run() {}
  }

  @Workflow(name = "unfit", version = 1)
  @StartOn(kafka = "not a topic")
  public static class Unfit {
    @Start
    public void run() {}
  }

  private static Scripts read(Class<?> type) {
    return Scripts.read(List.of(type), List.of(), unused -> null);
  }

  @Test
  void aWorkflowNamesItsTopicsAndTakesAnyInput() {
    Scripts scripts = read(Order.class);

    assertThat(scripts.startTopics())
        .isEqualTo(Map.of("order", new TreeSet<>(List.of("orders", "late-orders"))));
    assertThat(scripts.schedules()).isEmpty();
  }

  @Test
  void eachAnnotationSaysOneOfCronAndKafka() {
    for (Class<?> wrong : List.of(Neither.class, Both.class)) {
      assertThatThrownBy(() -> read(wrong))
          .hasMessageContaining(wrong.getSimpleName())
          .hasMessageContaining("either cron or kafka");
    }
  }

  @Test
  void aTopicHasANameThatKafkaAllows() {
    assertThatThrownBy(() -> read(Unfit.class))
        .hasMessageContaining("@StartOn(kafka = \"not a topic\")");
  }
}
