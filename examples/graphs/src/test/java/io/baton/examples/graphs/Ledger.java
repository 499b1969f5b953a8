package io.baton.examples.graphs;

import io.baton.port.Transactions;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for activities: answers as the test says, and writes down what stays when the
 * transaction has committed, as a database would.
 */
final class Ledger {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  private final AtomicInteger calls = new AtomicInteger();
  private @Nullable Transactions transactions;

  /** What an activity does with its arguments. */
  interface Answer {
    @Nullable Object to(List<?> args) throws Exception;
  }

  /** The engine in whose steps it writes. */
  void in(Transactions transactions) {
    this.transactions = transactions;
  }

  /** What a method answers; others answer nothing. */
  Ledger on(String method, Answer answer) {
    answers.put(method, answer);
    return this;
  }

  <T> T bean(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, args) -> {
              if (method.getDeclaringClass() == Object.class) {
                return method.invoke(this, args);
              }
              return call(method.getName(), args == null ? List.of() : Arrays.asList(args));
            }));
  }

  private @Nullable Object call(String method, List<?> args) throws Exception {
    calls.incrementAndGet();
    Transactions step = Objects.requireNonNull(transactions, "nobody has told in what to write");
    step.afterCompletion(
        committed -> {
          if (committed) {
            lines.add(method + args);
          }
        });
    return answers.getOrDefault(method, any -> null).to(args);
  }

  /** How often anything was called, whether or not anything stayed. */
  int calls() {
    return calls.get();
  }

  /** Such as {@code createUser[ada]}, the oldest first. */
  List<String> lines() {
    return List.copyOf(lines);
  }
}
