package io.baton.engine;

import io.baton.model.Case;

/**
 * When a case is worth a snapshot: often enough that opening it cold reads a bounded number of
 * turns, seldom enough that a case which only grows is not written over and over.
 */
final class Snapshots {
  private static final int LEAST = 64;

  private Snapshots() {}

  static boolean isDue(Case now) {
    return now.turn() - now.snapshotAt() >= Math.max(LEAST, now.weight());
  }
}
