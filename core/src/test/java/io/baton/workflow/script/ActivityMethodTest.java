package io.baton.workflow.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.baton.api.Activity;
import io.baton.api.Start;
import io.baton.api.Workflow;
import io.baton.api.WorkflowError;
import io.baton.model.ActivityName;
import io.baton.model.Payload;
import io.baton.wire.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a workflow meets when a value cannot be stored, or a stored one cannot be read. */
class ActivityMethodTest {
  public record Ticket(String seat, int row) {}

  public interface Theatre {
    @Activity
    Ticket reserve(String who, List<Ticket> instead);
  }

  @Workflow(name = "evening")
  public static class Evening {
    @Start
    public String run(Ticket ticket) {
      return ticket.seat();
    }
  }

  private final ActivityMethod reserve =
      Scripts.read(List.of(), List.of(Theatre.class), type -> null)
          .method(new ActivityName("Theatre.reserve"))
          .orElseThrow();
  private final WorkflowClass evening = new WorkflowClass(Evening.class, type -> null);

  private static Payload json(String text) {
    return new Payload(Json.tree(text.replace('\'', '"')));
  }

  @Test
  void anArgumentThatIsTooLargeIsNamed() {
    String large = "x".repeat(Json.MAX_DOCUMENT);
    assertThatExceptionOfType(WorkflowError.class)
        .isThrownBy(() -> reserve.encode(new Object[] {large, List.of()}))
        .withMessage(
            "Theatre.reserve, parameter who (String) cannot be sent: text has more than 1000000"
                + " characters, the limit is 1000000");
  }

  @Test
  void anArgumentThatIsNoJsonIsNamed() {
    assertThatExceptionOfType(WorkflowError.class)
        .isThrownBy(() -> reserve.encode(new Object[] {"alice", List.of(new Object())}))
        .withMessageStartingWith("Theatre.reserve, parameter instead (java.util.List<")
        .withMessageContaining("cannot be sent: at /0: No serializer found for class");
  }

  @Test
  void nullIsAnArgument() {
    assertThat(reserve.encode(new Object[] {null, null}))
        .containsExactly(Payload.NULL, Payload.NULL);
  }

  @Test
  void aStoredResultThatCannotBeReadIsAnErrorThatNoCatchOfExceptionsTakes() {
    assertThat(reserve.result(json("{'seat':'A','row':1}"))).isEqualTo(new Ticket("A", 1));
    assertThatExceptionOfType(WorkflowError.class)
        .isThrownBy(() -> reserve.result(json("{'seat':'A','row':'one'}")))
        .withMessageStartingWith(
            "Theatre.reserve, result (Ticket) does not fit what is stored: at /row: ");
    assertThatExceptionOfType(WorkflowError.class)
        .isThrownBy(() -> reserve.result(json("{'seat':'A','row':1,'@schema':2}")))
        .withMessageContaining("schema 2 of Ticket, newer than 1, the newest that is known here");
  }

  @Test
  void aStoredInputThatCannotBeReadIsNamedWithFileAndMethod() {
    assertThat(evening.input(json("{'seat':'A','row':1}"), Json.LENIENT))
        .isEqualTo(new Ticket("A", 1));
    assertThatExceptionOfType(WorkflowError.class)
        .isThrownBy(() -> evening.input(json("{'seat':'A'}"), Json.LENIENT))
        .withMessageStartingWith(
            "ActivityMethodTest.java, Evening.run(Ticket): the stored input does not fit parameter"
                + " ticket (Ticket): at /row: missing or null, and int cannot be");
  }
}
