package io.baton.examples.graphs.trip;

import io.baton.api.Activity;

/** Where trips are approved. */
public interface Office {
  /**
   * How a graph fails a trip that has no approval.
   *
   * @throws NotApproved always
   */
  @Activity
  void reject(String by) throws NotApproved;
}
