package io.baton.workflow.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.Activity;
import io.baton.api.Retry;
import io.baton.api.Start;
import io.baton.api.Workflow;
import io.baton.model.ActivityName;
import io.baton.model.WorkflowId;
import io.baton.wire.Json;
import io.baton.workflow.ActivitySpec.UndoSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is read from classes, and how wrong ones are refused. */
class ScriptsTest {
  private static final String HERE = "ScriptsTest.java, ";

  private static Scripts read(List<Class<?>> workflows, Class<?>... interfaces) {
    return Scripts.read(workflows, List.of(interfaces), type -> null);
  }

  private static void refused(Class<?> activities, String text) {
    assertThatThrownBy(() -> read(List.of(), activities))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(text);
  }

  private static void refusedWorkflow(String text, Class<?>... workflows) {
    assertThatThrownBy(() -> read(List.of(workflows)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(text);
  }

  public interface Good {
    @Activity(undo = "unbook")
    String book(String what);

    void unbook(String what);

    @Activity(undo = "unpay", retry = @Retry(maxAttempts = 2))
    long pay(long amount);

    void unpay(long amount, long receipt);
  }

  @Test
  void anUndoTakesTheArgumentsAndPerhapsTheResult() {
    Scripts scripts = read(List.of(), Good.class);
    assertThat(scripts.activity(new ActivityName("Good.book")).orElseThrow().undoing().calls())
        .containsExactly(new UndoSpec(new ActivityName("Good.unbook"), false));
    assertThat(scripts.activity(new ActivityName("Good.pay")).orElseThrow().undoing().calls())
        .containsExactly(new UndoSpec(new ActivityName("Good.unpay"), true));
    assertThat(scripts.activity(new ActivityName("Good.pay")).orElseThrow().retry().maxAttempts())
        .isEqualTo(2);
    assertThat(scripts.activity(new ActivityName("Good.unpay")).orElseThrow().retry().maxAttempts())
        .as("an undo without @Activity has the defaults")
        .isEqualTo(5);
  }

  public interface NoSuchUndo {
    @Activity(undo = "unbok")
    String book(String what);
  }

  public interface UndoOfOtherArguments {
    @Activity(undo = "unbook")
    String book(String what);

    void unbook(int what);
  }

  public interface Overloaded {
    @Activity
    String book(String what);

    @Activity
    String book(String what, int times);
  }

  public interface Nothing {
    void book();
  }

  public interface BadRetry {
    @Activity(retry = @Retry(delay = "1s"))
    void book();
  }

  @Test
  void aWrongActivityIsNamedWithInterfaceAndMethod() {
    refused(
        NoSuchUndo.class,
        HERE + "NoSuchUndo.book: undo = \"unbok\": NoSuchUndo has no such method");
    refused(
        UndoOfOtherArguments.class,
        HERE
            + "UndoOfOtherArguments.book: undo = \"unbook\" must take (java.lang.String),"
            + " optionally followed by the result java.lang.String");
    refused(
        Overloaded.class,
        HERE + "Overloaded.book: two methods are called 'book'; activities are told apart by name");
    refused(Nothing.class, HERE + "Nothing: the interface has no method with @Activity");
    refused(String.class, "String.java: the class is not an interface, so it cannot be @Durable");
    refused(
        BadRetry.class,
        HERE + "BadRetry.book: @Retry: delay is '1s', not an ISO-8601 duration such as PT1S");
  }

  /** Another interface of the same simple name. */
  public static class Elsewhere {
    public interface Good {
      @Activity
      String book(String what);
    }
  }

  @Test
  void twoInterfacesOfOneNameAreRefused() {
    assertThatThrownBy(() -> read(List.of(), Good.class, Elsewhere.Good.class))
        .hasMessage(
            HERE
                + "Elsewhere.Good.book: activity Good.book is in "
                + Good.class.getName()
                + ", too; activities are told apart by the interface's simple name");
  }

  @Workflow(name = "w")
  public static class Fine {
    @Start
    public void run(Input input) {}
  }

  public record Input(String who, int count) {}

  @Workflow(name = "w")
  public static class Same {
    @Start
    public void run() {}
  }

  @Workflow(name = "w", version = 12)
  public static class Newer {
    @Start
    public void run() {}
  }

  @Workflow(name = "a b")
  public static class BadName {
    @Start
    public void run() {}
  }

  @Workflow(name = "w", version = 0)
  public static class BadVersion {
    @Start
    public void run() {}
  }

  @Workflow(name = "w", chain = 101)
  public static class BadChain {
    @Start
    public void run() {}
  }

  @Workflow(name = "w")
  public static class NoStart {}

  @Workflow(name = "w")
  public static class TwoInputs {
    @Start
    public void run(int a, int b) {}
  }

  @Workflow(name = "w")
  static class Hidden {
    @Start
    public void run() {}
  }

  @Test
  void aWrongWorkflowIsNamed() {
    refusedWorkflow("String.java: the class has no @Workflow", String.class);
    refusedWorkflow(
        HERE
            + "BadName: @Workflow(name = \"a b\"): allowed are 1 to 100 letters, digits, dots,"
            + " dashes and underscores",
        BadName.class);
    refusedWorkflow(HERE + "BadVersion: @Workflow(version = 0): the least is 1", BadVersion.class);
    refusedWorkflow(
        HERE + "BadChain: @Workflow(chain = 101): 1 to 100 are allowed", BadChain.class);
    refusedWorkflow(
        HERE + "NoStart: no method has @Start; one must say what the workflow does", NoStart.class);
    refusedWorkflow(
        HERE + "TwoInputs.run(int, int): a @Start method takes at most one parameter, the input",
        TwoInputs.class);
    refusedWorkflow(HERE + "Hidden: a workflow's class must be public", Hidden.class);
    refusedWorkflow(
        HERE + "Same: workflow w@1 is in " + HERE + "Fine, too", Fine.class, Same.class);
  }

  @Test
  void everyErrorIsToldAtOnce() {
    assertThatThrownBy(() -> read(List.of(NoStart.class, Hidden.class), Nothing.class))
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(3));
  }

  @Test
  void versionsAreNumbers() {
    assertThat(read(List.of(Fine.class, Newer.class)).versions("w")).containsExactly(1, 12);
    assertThat(read(List.of(Fine.class)).versions("v")).isEmpty();
  }

  @Test
  void anInputThatDoesNotFitIsToldWhere() {
    Scripts scripts = read(List.of(Fine.class, Newer.class));
    WorkflowId fine = new WorkflowId("w", 1);
    scripts.checkInput(fine, Json.payload(new Input("alice", 2)));
    assertThatThrownBy(() -> scripts.checkInput(fine, Json.payload(null)))
        .hasMessage("the workflow needs an input of type Input");
    assertThatThrownBy(
            () -> scripts.checkInput(fine, Json.payload(Map.of("whom", "alice", "count", 1))))
        .hasMessageContaining("at /whom: Unrecognized field");
    assertThatThrownBy(() -> scripts.checkInput(fine, Json.payload(Map.of("count", 1.5))))
        .hasMessageContaining("at /count");
    assertThatThrownBy(() -> scripts.checkInput(fine, Json.payload(Map.of("count", "2"))))
        .hasMessageContaining("at /count");
    assertThatThrownBy(() -> scripts.checkInput(new WorkflowId("w", 12), Json.payload("x")))
        .hasMessage("the workflow takes no input");
  }
}
