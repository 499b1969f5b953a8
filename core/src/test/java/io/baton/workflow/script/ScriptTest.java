package io.baton.workflow.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.baton.api.ActivityFailedException;
import io.baton.api.BusinessException;
import io.baton.api.Start;
import io.baton.api.Workflow;
import io.baton.api.WorkflowError;
import io.baton.model.ActivityName;
import io.baton.model.Event;
import io.baton.model.Failure.Category;
import io.baton.model.RefId;
import io.baton.wire.Json;
import io.baton.workflow.Decision;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A workflow method is run again from its first line in every turn. */
class ScriptTest {
  private static final String SOLD_OUT = Shop.SoldOut.class.getName();

  private static Decision asks(int ref, String activity, Object... args) {
    return new Decision.Continue(
        List.of(
            new Event.RefOpened(
                new RefId("" + ref),
                new ActivityName("Shop." + activity),
                Arrays.stream(args).map(Json::payload).toList())));
  }

  private static Decision complete(Object result) {
    return new Decision.Complete(List.of(), Json.payload(result));
  }

  private static void parks(Decision decision, String... texts) {
    assertThat(decision).isInstanceOf(Decision.Park.class);
    assertThat(((Decision.Park) decision).reason().message()).contains(texts);
    assertThat(((Decision.Park) decision).reason().category()).isEqualTo(Category.FATAL);
  }

  private static void fails(Decision decision, Category category, String text) {
    assertThat(decision).isInstanceOf(Decision.Fail.class);
    assertThat(((Decision.Fail) decision).failure())
        .returns(category, failure -> failure.category())
        .returns(text, failure -> failure.toString());
  }

  @Workflow(name = "two")
  public static class Two {
    static final AtomicInteger RUNS = new AtomicInteger();
    Shop shop;

    @Start
    public String run(String what) throws Exception {
      RUNS.incrementAndGet();
      return shop.pick(what) + "+" + shop.pick("ribbon");
    }
  }

  @Test
  void aCallWithoutAnAnswerIsAskedForAndOneWithAnAnswerReturns() {
    Run run = new Run(Two.class, "vase");
    assertThat(run.decide()).isEqualTo(asks(1, "pick", "vase"));
    run.goesOn().answered(1, "v");
    assertThat(run.decide()).isEqualTo(asks(2, "pick", "ribbon"));
    run.goesOn().answered(2, "r");
    assertThat(run.decide()).isEqualTo(complete("v+r"));
  }

  @Test
  void decidingAgainAsksForTheSame() {
    Run run = new Run(Two.class, "vase");
    assertThat(run.decide()).isEqualTo(run.decide());
  }

  @Test
  void whileAnAnswerIsAwaitedNothingMoreIsAskedFor() {
    assertThat(new Run(Two.class, "vase").goesOn().decide())
        .isEqualTo(new Decision.Continue(List.of()));
  }

  @Workflow(name = "catching")
  public static class Catching {
    Shop shop;

    @Start
    public String run() {
      try {
        return shop.pick("vase");
      } catch (Shop.SoldOut e) {
        return "sold out: " + e.getMessage();
      } catch (BusinessException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
      } catch (ActivityFailedException e) {
        return e.activity() + " broke: " + e.getMessage();
      }
    }
  }

  @Test
  void anExceptionOfTheThrowsClauseArrivesAsItself() {
    Run run = new Run(Catching.class, null).goesOn();
    assertThat(run.failed(1, Category.BUSINESS, SOLD_OUT, "none").decide())
        .isEqualTo(complete("sold out: none"));
  }

  @Test
  void anyOtherAnswerArrivesAsABusinessException() {
    Run run = new Run(Catching.class, null).goesOn();
    assertThat(run.failed(1, Category.BUSINESS, Shop.Refused.class.getName(), "no").decide())
        .isEqualTo(complete("BusinessException: no"));
  }

  @Test
  void failedWorkArrivesAsAnActivityFailure() {
    Run run = new Run(Catching.class, null).goesOn();
    assertThat(run.failed(1, Category.TECHNICAL, "java.io.IOException", "away").decide())
        .isEqualTo(complete("Shop.pick broke: Shop.pick failed: away"));
  }

  @Test
  void whatTheWorkflowDoesNotCatchFailsTheCase() {
    Run business = new Run(Two.class, "vase").goesOn();
    fails(
        business.failed(1, Category.BUSINESS, SOLD_OUT, "none").decide(),
        Category.BUSINESS,
        SOLD_OUT + ": none");
    Run technical = new Run(Two.class, "vase").goesOn();
    fails(
        technical.failed(1, Category.TECHNICAL, "java.io.IOException", "away").decide(),
        Category.TECHNICAL,
        "Shop.pick: Shop.pick failed: away");
  }

  @Workflow(name = "goes-on")
  public static class GoesOn {
    Shop shop;

    @Start
    public String run() throws Shop.SoldOut {
      try {
        return shop.pick("vase");
      } catch (Shop.SoldOut e) {
        return shop.pick("bowl");
      }
    }
  }

  @Test
  void aWorkflowCanCatchAnAnswerAndGoOn() {
    Run run = new Run(GoesOn.class, null).goesOn().failed(1, Category.BUSINESS, SOLD_OUT, "none");
    assertThat(run.decide()).isEqualTo(asks(2, "pick", "bowl"));
    assertThat(run.goesOn().answered(2, "b").decide()).isEqualTo(complete("b"));
  }

  @Workflow(name = "swallows")
  public static class Swallows {
    Shop shop;

    @Start
    public String run() {
      try {
        return shop.pick("vase");
      } catch (Throwable t) {
        return "whatever";
      }
    }
  }

  @Workflow(name = "wraps")
  public static class Wraps {
    Shop shop;

    @Start
    public String run() {
      try {
        return shop.pick("vase");
      } catch (Throwable t) {
        throw new AssertionError("wrapped", t);
      }
    }
  }

  @Test
  void aSwallowedSuspensionParksTheCaseAndSaysWhere() {
    parks(
        new Run(Swallows.class, null).decide(),
        "swallowed the suspension at Shop.pick[\"vase\"] (ref 1)");
    parks(
        new Run(Wraps.class, null).decide(),
        "swallowed the suspension at Shop.pick[\"vase\"] (ref 1)");
  }

  @Workflow(name = "two")
  public static class Reordered {
    Shop shop;

    @Start
    public String run(String what) throws Exception {
      return shop.pick("ribbon") + shop.pick(what);
    }
  }

  @Workflow(name = "two")
  public static class Shortened {
    @Start
    public String run(String what) {
      return what;
    }
  }

  @Workflow(name = "two")
  public static class ThrowsEarly {
    @Start
    public String run(String what) {
      throw new IllegalStateException("new check");
    }
  }

  @Test
  void changedCodeParksTheCaseAndPrintsBothSides() {
    Run run = new Run(Two.class, "vase").goesOn().answered(1, "v");
    parks(
        run.code(Reordered.class).decide(),
        "does not fit its journal",
        "at ref 1 the journal has Shop.pick[\"vase\"]",
        "the code asks for Shop.pick[\"ribbon\"]");
    parks(run.code(Shortened.class).decide(), "the journal has 1 durable calls, the code made 0");
    parks(run.code(ThrowsEarly.class).decide(), "the journal has 1 durable calls, the code made 0");
  }

  @Workflow(name = "threads")
  public static class Threads {
    Shop shop;

    @Start
    public String run() {
      return CompletableFuture.supplyAsync(
              () -> {
                try {
                  return shop.pick("vase");
                } catch (Shop.SoldOut e) {
                  return "sold out";
                }
              })
          .join();
    }
  }

  @Test
  void aCallFromAForeignThreadParksTheCase() {
    parks(new Run(Threads.class, null).decide(), "on a thread of the workflow's own");
  }

  @Workflow(name = "endless")
  public static class Endless {
    Shop shop;

    @Start
    public void run() throws Shop.SoldOut {
      while (true) {
        shop.pick("vase");
      }
    }
  }

  @Test
  void fiftyThousandCallsAreEnough() {
    Run run = new Run(Endless.class, null);
    List<Event> events = new ArrayList<>();
    for (int i = 1; i <= Replay.MAX_CALLS; i++) {
      RefId ref = new RefId("" + i);
      events.add(
          new Event.RefOpened(ref, new ActivityName("Shop.pick"), List.of(Json.payload("vase"))));
      events.add(new Event.RefSettled(ref, Json.payload("v"), null));
    }
    parks(run.with(events).decide(), "more than 50000 durable calls");
  }

  @Workflow(name = "rule")
  public static class CallsNoActivity {
    Shop shop;

    @Start
    public String run() {
      return shop.noActivity();
    }
  }

  @Test
  void aMethodThatIsNoActivityCannotBeCalled() {
    parks(new Run(CallsNoActivity.class, null).decide(), "Shop.noActivity", "is no @Activity");
  }

  @Workflow(name = "errors")
  public static class Errors {
    @Start
    public void run() {
      throw new NoClassDefFoundError("missing/Jar");
    }
  }

  @Test
  void anErrorParksTheCaseAndUndoesNothing() {
    parks(new Run(Errors.class, null).decide(), "missing/Jar");
  }

  @Workflow(name = "deep")
  public static class Deep {
    @Start
    public int run() {
      return deeper(1);
    }

    private int deeper(int n) {
      return n < 0 ? n : deeper(n + 1) + 1;
    }
  }

  @Test
  void aStackOverflowParksTheCase() {
    parks(new Run(Deep.class, null).decide(), "null");
  }

  @Workflow(name = "unwritable")
  public static class Unwritable {
    @Start
    public Object run() {
      return new Object();
    }
  }

  @Test
  void aResultThatIsNoJsonParksTheCase() {
    parks(new Run(Unwritable.class, null).decide(), "java.lang.Object");
  }

  @Test
  void anInputThatNoLongerFitsParksTheCase() {
    parks(new Run(Two.class, Map.of("a", 1)).decide(), "String");
  }

  @Workflow(name = "numbers")
  public static class Numbers {
    Shop shop;

    @Start
    public String run() {
      shop.pay(1e10, new BigDecimal("1.10"));
      shop.pay(100.0, new BigDecimal("0.00"));
      Map<String, Integer> parts = new LinkedHashMap<>();
      parts.put("b", 2);
      parts.put("a", 1);
      return shop.label(parts, null) + "!";
    }
  }

  @Test
  void valuesStillFitTheirJournalAfterItWasWrittenAndRead() {
    Run run = new Run(Numbers.class, null).goesOn().reread().answered(1, null).reread();
    run.goesOn().reread().answered(2, null).goesOn().reread();
    assertThat(run.decide()).as("same calls").isEqualTo(new Decision.Continue(List.of()));
    assertThat(run.answered(3, null).reread().decide()).isEqualTo(complete("null!"));
  }

  @Workflow(name = "finally")
  public static class Finally {
    Shop shop;

    @Start
    public String run() throws Shop.SoldOut {
      try {
        return shop.pick("vase");
      } finally {
        shop.pay(1, BigDecimal.ONE);
      }
    }
  }

  @Test
  void aDurableCallInFinallyWaitsForItsTurn() {
    Run run = new Run(Finally.class, null);
    assertThat(run.decide()).isEqualTo(asks(1, "pick", "vase"));
    run.goesOn().answered(1, "v");
    assertThat(run.decide()).isEqualTo(asks(2, "pay", 1.0, BigDecimal.ONE));
  }

  @Test
  void outsideAWorkflowADurableCallIsAnError() {
    Shop shop = DurableProxy.of(Shop.class);
    assertThat(catchThrowable(() -> shop.pick("vase")))
        .isInstanceOf(WorkflowError.class)
        .hasMessageContaining("made outside a workflow");
    assertThat(shop).isIn(List.of(shop)).hasToString("@Durable " + Shop.class.getName());
  }
}
