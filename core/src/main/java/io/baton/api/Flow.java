package io.baton.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a workflow says beside its activities. Injected into workflows; it knows the branch that
 * calls it. Every method may be called by the workflow's own thread only.
 */
public interface Flow extends Forks {
  /** The forks with another fate for the branches that they no longer need. */
  Forks onLoss(OnLoss fate);

  /**
   * Begins a branch that goes on beside this one. What is still under way when the branch that
   * began it ends, is cancelled.
   */
  <T extends @Nullable Object, X extends Exception> Later<T, X> later(Branch<T, X> body);

  /** As {@link #later(Branch)}, of a body without a value. */
  <X extends Exception> Later<@Nullable Void, X> later(Branch.Plain<X> body);

  /** The next signal of this name. */
  <T> T await(Signal<T> signal);

  /**
   * The next signal of this name, if it comes within {@code limit}.
   *
   * @throws TimedOutException when the time is over; a signal that comes later waits for the next
   *     call
   */
  <T> T await(Signal<T> signal, Duration limit);

  /** Opens a one-time answer; nothing waits until it is awaited. */
  <T extends @Nullable Object> OpenRef<T> ref(Class<T> type);

  /**
   * Opens a one-time answer that those outside know by this name. Once it is settled, another one
   * may be opened by the same name; what comes meanwhile waits for it.
   *
   * @param name 1 to 100 characters
   * @throws WorkflowError when one of this name is open
   */
  <T extends @Nullable Object> OpenRef<T> ref(String name, Class<T> type);

  /** By the database's clock; never shorter. */
  void sleep(Duration time);

  /** By the database's clock; a moment that is over does not wait. */
  void sleepUntil(Instant moment);

  /**
   * The timer of this name: the open one, else a new one.
   *
   * @param name 1 to 100 characters
   */
  FlowTimer timer(String name, Duration time);

  /** When {@code body} throws, what it did is undone, the newest effect first; then it throws. */
  <T extends @Nullable Object, X extends Exception> T saga(Branch<? extends T, ? extends X> body)
      throws X;

  /** As {@link #saga(Branch)}, of a body without a value. */
  <X extends Exception> void saga(Branch.Plain<? extends X> body) throws X;

  /** As {@link #saga(Branch)}, undone in another order. */
  <T extends @Nullable Object, X extends Exception> T saga(
      UndoOrder order, Branch<? extends T, ? extends X> body) throws X;

  /**
   * Puts the one activity that {@code undo} calls on the compensation list, instead of running it:
   * for effects whose undo depends on what the workflow knows.
   */
  <X extends Exception> void compensate(Branch.Plain<? extends X> undo);

  /** {@code body} is not cancelled; a cancellation meanwhile is thrown by the first wait after. */
  <T extends @Nullable Object, X extends Exception> T uncancellable(
      Branch<? extends T, ? extends X> body) throws X;

  /** As {@link #uncancellable(Branch)}, of a body without a value. */
  <X extends Exception> void uncancellable(Branch.Plain<? extends X> body) throws X;

  /**
   * Runs {@code body}; once it has given its value, only the value is kept, so that a long workflow
   * made of scopes stays quick. What it did can still be undone.
   *
   * @param type what the value is read as in later turns
   */
  <T extends @Nullable Object, X extends Exception> T scope(
      Class<T> type, Branch<? extends T, ? extends X> body) throws X;

  /** As {@link #scope(Class, Branch)}, of a body without a value. */
  <X extends Exception> void scope(Branch.Plain<? extends X> body) throws X;

  /**
   * A loop that keeps its state and nothing else: each round costs the same, the ten-thousandth
   * like the first. All that a round tells the next one is the state.
   */
  <S extends @Nullable Object, X extends Exception> S fold(
      Class<S> type, S initial, Step.Round<S, ? extends X> round) throws X;

  /** A fold over items; the list is the same in every turn. */
  <S extends @Nullable Object, I, X extends Exception> S fold(
      Class<S> type, S initial, List<? extends I> items, Step.Item<S, ? super I, ? extends X> round)
      throws X;

  /**
   * Runs a case of another workflow and waits for its result. Cancelled with the branch; undone
   * like an activity, the child undoing what it did.
   *
   * @throws ChildFailedException when the child did not complete
   */
  <T extends @Nullable Object> T child(Class<?> workflow, @Nullable Object input, Class<T> result);

  /** As {@link #child(Class, Object, Class)}, by the workflow's name. */
  <T extends @Nullable Object> T child(String workflow, @Nullable Object input, Class<T> result);

  /**
   * Ends this run and begins a new one of the same case with an empty journal: {@code throw
   * flow.continueAsNew(input)}. Signals not taken and timers with a name stay; what this run did is
   * final, its compensation list is closed.
   *
   * @return never; so that the compiler knows that the method ends here
   */
  RuntimeException continueAsNew(@Nullable Object input);

  /** Sends a value to an output topic as JSON, with {@link #threadId} as key. */
  void output(String topic, @Nullable Object value);

  /** Sends a value to an output topic. */
  void output(String topic, @Nullable String key, @Nullable Object value);

  /** As {@link #outputText(String, String, String)}, with the case's own key. */
  void outputText(String topic, @Nullable String text);

  /**
   * Sends a text to an output topic as it is, where {@link #output} would send it as JSON, in
   * quotes.
   *
   * @param key null for the case's own, {@link #threadId}
   * @param text null for a record without a value
   */
  void outputText(String topic, @Nullable String key, @Nullable String text);

  /**
   * A value that cases are found by.
   *
   * @param name 1 to 100 characters
   * @param value text, number or boolean; null removes it
   */
  void attribute(String name, @Nullable Object value);

  /** From here on the case hears what is published under {@code key}. */
  void subscribe(Signal<?> signal, String key);

  /** The time of this turn, by the database's clock. */
  Instant now();

  /** The same in every turn, and no other call's. */
  UUID randomUUID();

  /**
   * Keeps what {@code source} gives. It is run by at least one turn, perhaps by more, so it must
   * have no effect; what has effects is an activity.
   */
  <T extends @Nullable Object> T sideEffect(Class<T> type, Supplier<? extends T> source);

  /**
   * Which code a case follows where the code has changed: 0 for a case that was past this point
   * before the change was there, otherwise {@code newest} of the day on which it came here.
   *
   * @param change 1 to 100 characters, the same for all versions of this place
   */
  int version(String change, int newest);

  String caseId();

  /**
   * By what those outside know the case, and the key of what it sends them: the key of the record
   * that started it; the case's id when no record did.
   */
  String threadId();
}
