package io.baton.it.app;

import io.baton.api.BusinessException;
import io.baton.api.Durable;
import io.baton.api.Flow;
import io.baton.api.Later;
import io.baton.api.Signal;
import io.baton.api.Start;
import io.baton.api.TimedOutException;
import io.baton.api.UndoOrder;
import io.baton.api.Workflow;
import jakarta.inject.Inject;
import java.time.Duration;

/** What a workflow can say beside one step after the other; its input says which of it. */
@Workflow(name = "branches")
public class Branches {
  private static final Signal<String> GO = Signal.of("go", String.class);
  private static final Signal<String> NEVER = Signal.of("never", String.class);

  @Inject Flow flow;
  @Inject @Durable Errands errands;

  @Start
  public String run(String what) {
    return switch (what) {
      case "race" -> race();
      case "within" -> within();
      case "saga" -> saga();
      case "parent" -> parent();
      case "child" -> errands.run("child");
      case "clean-up" -> cleanUp();
      case "later" -> later();
      default -> throw new IllegalArgumentException(what);
    };
  }

  private String race() {
    return flow.race(
        () -> {
          flow.await(GO);
          return errands.run("winner");
        },
        () -> {
          errands.run("loser");
          return flow.await(NEVER);
        });
  }

  private String within() {
    try {
      return flow.within(Duration.ofSeconds(1), () -> flow.await(NEVER));
    } catch (TimedOutException e) {
      return errands.run("late");
    }
  }

  private String saga() {
    try {
      return flow.saga(
          UndoOrder.CAUSAL,
          () -> {
            flow.all(() -> errands.run("a"), () -> errands.run("b"));
            errands.run("c");
            throw new BusinessException("no");
          });
    } catch (BusinessException e) {
      return errands.run("after");
    }
  }

  private String parent() {
    errands.run("parent");
    flow.child(Branches.class, "child", String.class);
    throw new BusinessException("no");
  }

  private String cleanUp() {
    errands.run("first");
    try {
      return flow.await(GO);
    } finally {
      errands.note("cleaned");
    }
  }

  private String later() {
    Later<String, RuntimeException> beside = flow.later(() -> errands.run("beside"));
    String first = flow.scope(String.class, () -> errands.run("scoped"));
    return first + beside.await();
  }
}
