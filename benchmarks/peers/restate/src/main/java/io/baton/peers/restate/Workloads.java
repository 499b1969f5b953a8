package io.baton.peers.restate;

import dev.restate.common.function.ThrowingBiFunction;
import dev.restate.sdk.Awakeable;
import dev.restate.sdk.Context;
import dev.restate.sdk.DurableFuture;
import dev.restate.sdk.HandlerRunner;
import dev.restate.sdk.common.TerminalException;
import dev.restate.sdk.endpoint.definition.HandlerDefinition;
import dev.restate.sdk.endpoint.definition.HandlerType;
import dev.restate.sdk.endpoint.definition.ServiceDefinition;
import dev.restate.sdk.endpoint.definition.ServiceType;
import dev.restate.serde.Serde;
import dev.restate.serde.jackson.JacksonSerdeFactory;
import io.baton.peers.harness.Marks;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The workloads as handlers of one service; each {@code run} is an entry of the durable journal.
 */
final class Workloads {
  static final String SERVICE = "Workloads";

  /** Texts as they are: less work than JSON of objects. */
  static final Serde<String> TEXT =
      Serde.using(
          "application/json",
          text -> ('"' + text + '"').getBytes(StandardCharsets.UTF_8),
          bytes -> {
            String json = new String(bytes, StandardCharsets.UTF_8);
            return json.length() > 1 && json.charAt(0) == '"'
                ? json.substring(1, json.length() - 1)
                : json;
          });

  private final Awakeables awakeables;

  Workloads(Awakeables awakeables) {
    this.awakeables = awakeables;
  }

  ServiceDefinition service() {
    return ServiceDefinition.of(
        SERVICE,
        ServiceType.SERVICE,
        List.of(
            handler("W1", Workloads::tenSteps),
            handler("W2", Workloads::eightAtOnce),
            handler("W3", Workloads::thirdFails),
            handler("W4", Workloads::oneTimer),
            handler("W5", this::oneSignal)));
  }

  private static HandlerDefinition<String, String> handler(
      String name, ThrowingBiFunction<Context, String, String> body) {
    return HandlerDefinition.of(
        name,
        HandlerType.SHARED,
        TEXT,
        TEXT,
        HandlerRunner.of(body, new JacksonSerdeFactory(), HandlerRunner.Options.DEFAULT));
  }

  private static String tenSteps(Context context, String input) {
    String number = "0";
    for (int i = 0; i < 10; i++) {
      int before = Integer.parseInt(number);
      number =
          context.run(
              "step" + i,
              TEXT,
              () -> {
                Marks.step();
                return Integer.toString(before + 1);
              });
    }
    return number;
  }

  private static String eightAtOnce(Context context, String input) {
    List<DurableFuture<?>> branches = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      branches.add(context.runAsync("step" + i, TEXT, Workloads::step));
    }
    DurableFuture.all(branches).await();
    return "joined";
  }

  private static String thirdFails(Context context, String input) {
    Deque<String> undos = new ArrayDeque<>();
    try {
      context.run("first", TEXT, Workloads::step);
      undos.push("undo of first");
      context.run("second", TEXT, Workloads::step);
      undos.push("undo of second");
      context.run("third", TEXT, Workloads::refuse);
    } catch (TerminalException full) {
      while (!undos.isEmpty()) {
        context.run(undos.pop(), TEXT, Workloads::undo);
      }
    }
    return "undone";
  }

  private static String oneTimer(Context context, String due) {
    long moment = Long.parseLong(due);
    String left =
        context.run(
            "left", TEXT, () -> Long.toString(Math.max(1, moment - System.currentTimeMillis())));
    context.sleep(Duration.ofMillis(Long.parseLong(left)));
    return context.run(
        "step",
        TEXT,
        () -> {
          Marks.fired(moment);
          return "";
        });
  }

  private String oneSignal(Context context, String key) {
    Awakeable<String> signal = context.awakeable(TEXT);
    context.run(
        "tell",
        TEXT,
        () -> {
          awakeables.tell(key, signal.id());
          return "";
        });
    signal.await();
    return context.run("step", TEXT, Workloads::step);
  }

  private static String step() {
    Marks.step();
    return "";
  }

  private static String undo() {
    Marks.undo();
    return "";
  }

  private static String refuse() {
    Marks.step();
    throw new TerminalException("full");
  }
}
