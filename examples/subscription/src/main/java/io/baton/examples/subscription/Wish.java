package io.baton.examples.subscription;

import io.baton.api.Signal;

/** What a customer can say meanwhile. */
public sealed interface Wish {
  /** One signal for all wishes, so that they are heard in the order in which they came. */
  Signal<Wish> SIGNAL = Signal.of("wish", Wish.class);

  /** From the next month on. */
  record ChangePlan(String plan) implements Wish {}

  record Cancel(String reason) implements Wish {}
}
