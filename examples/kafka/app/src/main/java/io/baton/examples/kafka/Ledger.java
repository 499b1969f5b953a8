package io.baton.examples.kafka;

import io.baton.api.Activity;

/** Where numbers are kept. */
public interface Ledger {
  @Activity
  void keep(int number);
}
