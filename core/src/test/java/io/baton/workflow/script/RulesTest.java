package io.baton.workflow.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.baton.api.Activity;
import io.baton.api.Durable;
import io.baton.api.Query;
import io.baton.api.Signal;
import io.baton.api.Start;
import io.baton.api.Workflow;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Rules of workflow classes: broken ones are refused at deployment, strange ones warned about. */
class RulesTest {
  private static final String HERE = "RulesTest.java, ";

  private static Scripts read(Class<?>... workflows) {
    return Scripts.read(Arrays.asList(workflows), List.of(), type -> null);
  }

  private static void refused(Class<?> workflow, String... sentences) {
    assertThat(catchThrowable(() -> read(workflow)))
        .isInstanceOf(IllegalArgumentException.class)
        .satisfies(e -> assertThat(e.getMessage().lines()).containsExactly(sentences));
  }

  /** What a trip needs. */
  public interface Booking {
    @Activity(undo = "cancelCar")
    String reserveCar(String who);

    @Activity(undo = "cancelCar")
    String reserveVan(String who);

    void cancelCar(String who);

    @Activity(undo = "cancelHotel")
    String reserveHotel(String who);

    void cancelHotel(String who);
  }

  @Workflow(name = "start")
  public static class HiddenStart {
    @Start
    void run(String input) {}
  }

  @Workflow(name = "starts")
  public static class TwoStarts {
    @Start
    public void one() {}

    @Start
    public void two() {}
  }

  @Workflow(name = "static")
  public static class StaticStart {
    @Start
    public static void run() {}
  }

  @Workflow(name = "inner")
  public class Inner {
    @Start
    public void run() {}
  }

  @Workflow(name = "abstract")
  public abstract static class Abstract {
    @Start
    public void run() {}
  }

  @Test
  void theStartMethodIsOnePublicMethodOfAnObject() {
    refused(HiddenStart.class, HERE + "HiddenStart.run(String): a @Start method must be public");
    refused(TwoStarts.class, HERE + "TwoStarts: 2 methods have @Start, one is allowed: [one, two]");
    refused(StaticStart.class, HERE + "StaticStart.run(): a @Start method must not be static");
    refused(Inner.class, HERE + "Inner: an inner class cannot be a workflow; make it static");
    refused(Abstract.class, HERE + "Abstract: a workflow is a class of which objects can be made");
  }

  /** A start method whose result was made more special. */
  public static class Base {
    public Object run() {
      return "";
    }
  }

  @Workflow(name = "covariant")
  public static class Covariant extends Base {
    @Start
    @Override
    public String run() {
      return "";
    }
  }

  @Test
  void aMethodThatTheCompilerAddedIsNoSecondStart() {
    assertThat(read(Covariant.class).workflows()).containsExactly("covariant");
  }

  @Workflow(name = "fields")
  public static class Fields {
    @Durable static Booking shared;
    @Durable final Booking fixed = null;
    @Durable String text;

    @Start
    public void run() {}
  }

  @Test
  void aDurableFieldIsAnInterfaceThatCanBeInjected() {
    refused(
        Fields.class,
        HERE + "Fields.fixed: a @Durable field is neither static nor final",
        HERE + "Fields.shared: a @Durable field is neither static nor final",
        HERE + "Fields.text: String is not an interface, so it cannot be @Durable");
  }

  @Workflow(name = "values")
  public static class Values {
    @Start
    public Runnable run(Function<String, String> input) {
      return () -> {};
    }
  }

  @Test
  void inputAndResultMustBeValues() {
    refused(
        Values.class,
        HERE
            + "Values.run(Function): parameter input (java.util.function.Function<java.lang.String,"
            + " java.lang.String>): Function is an interface; only sealed ones, collections and"
            + " maps can be made from JSON",
        HERE
            + "Values.run(Function): result (Runnable): Runnable is an interface; only sealed ones,"
            + " collections and maps can be made from JSON");
  }

  public interface Streams {
    @Activity
    java.io.InputStream open(List<?> of);
  }

  @Workflow(name = "asked")
  public static class Asked {
    static final Signal<Runnable> GO = Signal.of("go", Runnable.class);
    static final Signal<String> STOP = Signal.of("stop", String.class);

    @Start
    public void run() {}

    @Query
    public Object anything() {
      return 1;
    }

    @Query
    String hidden() {
      return "";
    }

    @Query
    public int size(Comparable<String> of) {
      return 1;
    }
  }

  @Test
  void theValuesOfSignalsAndQueriesAreLookedAtToo() {
    String wrong = " is an interface; only sealed ones, collections and maps can be made from JSON";
    refused(
        Asked.class,
        HERE + "Asked.GO: signal (Runnable): Runnable" + wrong,
        HERE + "Asked.hidden(): a @Query method must be public, and not static",
        HERE
            + "Asked.size(Comparable): parameter of (java.lang.Comparable<java.lang.String>): Comparable"
            + wrong);
  }

  @Test
  void theValuesOfActivitiesAreLookedAtToo() {
    assertThatThrownBy(() -> Scripts.read(List.of(), List.of(Streams.class), type -> null))
        .hasMessage(
            HERE
                + "Streams.open: parameter of (java.util.List<?>): at /*: Object, or a type left"
                + " open, says nothing of what is stored; name the type\n"
                + HERE
                + "Streams.open: result (InputStream): InputStream is an abstract class; only"
                + " sealed ones, collections and maps can be made from JSON");
  }

  public interface Static {
    @Activity
    static void run() {}
  }

  @Test
  void aStaticMethodIsNoActivity() {
    assertThatThrownBy(() -> Scripts.read(List.of(), List.of(Static.class), type -> null))
        .hasMessage(HERE + "Static.run: a static method cannot be an activity");
  }

  @Workflow(name = "cancels")
  public static class Cancels {
    @Durable Booking booking;

    @Start
    public String run(String who) {
      Runnable onTrouble = () -> booking.cancelCar(who);
      onTrouble.run();
      return booking.reserveCar(who);
    }
  }

  @Workflow(name = "careful")
  public static class Careful {
    @Durable Booking booking;
    static final String CONSTANT = "c";

    @Start
    public String run(String who) {
      return booking.reserveCar(who) + booking.reserveHotel(who);
    }
  }

  @Workflow(name = "remembers")
  public static class Remembers {
    static int runs;

    @Start
    public void run() {
      runs++;
    }
  }

  @Test
  void anUndoThatTheWorkflowCallsItselfIsWarnedAbout() {
    assertThat(read(Cancels.class).warnings())
        .containsExactly(
            "Cancels calls Booking.cancelCar, which is the declared undo of reserveCar and"
                + " reserveVan: when the case is compensated, it is called again");
    assertThat(read(Careful.class).warnings()).isEmpty();
  }

  @Test
  void aStaticFieldThatChangesIsWarnedAbout() {
    assertThat(read(Remembers.class).warnings())
        .singleElement()
        .asString()
        .startsWith(HERE + "Remembers.runs: what one case writes into a static field");
  }
}
