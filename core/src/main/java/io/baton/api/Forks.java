package io.baton.api;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Branches that are under way at the same time. Each runs until it waits; which one goes on is a
 * matter of whose answer comes first. A fork is structured: it returns or throws when all of its
 * branches have come to their end, the cancelled ones with their clean-up; only {@link
 * OnLoss#LEAVE} lets branches go on behind it.
 *
 * <p>In a branch that is cancelled, the innermost call that waits throws {@link
 * CancelledException}. Its {@code catch} and {@code finally} may call activities.
 */
public interface Forks {
  /** All values, in the order of the branches; the first branch that throws cancels the others. */
  <A extends @Nullable Object, B extends @Nullable Object, X extends Exception> Two<A, B> all(
      Branch<? extends A, ? extends X> first, Branch<? extends B, ? extends X> second) throws X;

  /** As {@link #all(Branch, Branch)}, of three. */
  <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          X extends Exception>
      Three<A, B, C> all(
          Branch<? extends A, ? extends X> first,
          Branch<? extends B, ? extends X> second,
          Branch<? extends C, ? extends X> third)
          throws X;

  /** As {@link #all(Branch, Branch)}, of four. */
  <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          X extends Exception>
      Four<A, B, C, D> all(
          Branch<? extends A, ? extends X> first,
          Branch<? extends B, ? extends X> second,
          Branch<? extends C, ? extends X> third,
          Branch<? extends D, ? extends X> fourth)
          throws X;

  /** As {@link #all(Branch, Branch)}, of five. */
  <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object,
          X extends Exception>
      Five<A, B, C, D, E> all(
          Branch<? extends A, ? extends X> first,
          Branch<? extends B, ? extends X> second,
          Branch<? extends C, ? extends X> third,
          Branch<? extends D, ? extends X> fourth,
          Branch<? extends E, ? extends X> fifth)
          throws X;

  /** As {@link #all(Branch, Branch)}, of any number; none gives an empty list. */
  <T extends @Nullable Object, X extends Exception> List<T> all(
      List<? extends Branch<? extends T, ? extends X>> branches) throws X;

  /** One branch for each item; the values in the order of the items. */
  <I, T extends @Nullable Object, X extends Exception> List<T> all(
      Collection<? extends I> items, Branch.Each<? super I, ? extends T, ? extends X> body)
      throws X;

  /** The first branch that comes to an end decides, by its value or by what it throws. */
  <T extends @Nullable Object, X extends Exception> T race(
      Branch<? extends T, ? extends X> first, Branch<? extends T, ? extends X> second) throws X;

  /** As {@link #race(Branch, Branch)}, of three. */
  <T extends @Nullable Object, X extends Exception> T race(
      Branch<? extends T, ? extends X> first,
      Branch<? extends T, ? extends X> second,
      Branch<? extends T, ? extends X> third)
      throws X;

  /** As {@link #race(Branch, Branch)}, of four. */
  <T extends @Nullable Object, X extends Exception> T race(
      Branch<? extends T, ? extends X> first,
      Branch<? extends T, ? extends X> second,
      Branch<? extends T, ? extends X> third,
      Branch<? extends T, ? extends X> fourth)
      throws X;

  /** As {@link #race(Branch, Branch)}, of any number; an empty list is refused. */
  <T extends @Nullable Object, X extends Exception> T race(
      List<? extends Branch<? extends T, ? extends X>> branches) throws X;

  /**
   * The first value; branches that throw are passed over.
   *
   * @throws AllFailedException when every branch threw
   */
  <T extends @Nullable Object, X extends Exception> T any(
      Branch<? extends T, ? extends X> first, Branch<? extends T, ? extends X> second);

  /** As {@link #any(Branch, Branch)}, of three. */
  <T extends @Nullable Object, X extends Exception> T any(
      Branch<? extends T, ? extends X> first,
      Branch<? extends T, ? extends X> second,
      Branch<? extends T, ? extends X> third);

  /** As {@link #any(Branch, Branch)}, of four. */
  <T extends @Nullable Object, X extends Exception> T any(
      Branch<? extends T, ? extends X> first,
      Branch<? extends T, ? extends X> second,
      Branch<? extends T, ? extends X> third,
      Branch<? extends T, ? extends X> fourth);

  /** As {@link #any(Branch, Branch)}, of any number; an empty list is refused. */
  <T extends @Nullable Object, X extends Exception> T any(
      List<? extends Branch<? extends T, ? extends X>> branches);

  /**
   * The value of {@code body}, if it comes within {@code limit}; otherwise the body is cancelled.
   *
   * @throws TimedOutException when the time is over
   */
  <T extends @Nullable Object, X extends Exception> T within(
      Duration limit, Branch<? extends T, ? extends X> body) throws X;

  /** As {@link #within(Duration, Branch)}, of a body without a value. */
  <X extends Exception> void within(Duration limit, Branch.Plain<? extends X> body) throws X;

  /** The values of two branches. */
  record Two<A extends @Nullable Object, B extends @Nullable Object>(A first, B second) {}

  /** The values of three branches. */
  record Three<A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>(
      A first, B second, C third) {}

  /** The values of four branches. */
  record Four<
      A extends @Nullable Object,
      B extends @Nullable Object,
      C extends @Nullable Object,
      D extends @Nullable Object>(
      A first, B second, C third, D fourth) {}

  /** The values of five branches. */
  record Five<
      A extends @Nullable Object,
      B extends @Nullable Object,
      C extends @Nullable Object,
      D extends @Nullable Object,
      E extends @Nullable Object>(
      A first, B second, C third, D fourth, E fifth) {}
}
