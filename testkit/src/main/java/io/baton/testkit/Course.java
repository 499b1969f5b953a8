package io.baton.testkit;

/**
 * One course of events of a test.
 *
 * @param seed the order of what happens at the same moment; 0: first come, first served
 * @param crashAt number of the command at which the node crashes, 1 for the first; 0 for none
 */
record Course(long seed, int crashAt) {
  static final Course PLAIN = new Course(0, 0);

  String describe() {
    if (seed != 0) {
      return "seed " + seed;
    }
    return crashAt == 0 ? "no crash" : "crash at command " + crashAt;
  }

  /** How this course alone is run again. */
  String again() {
    return seed != 0
        ? "@Shuffle(seed = %d)".formatted(seed)
        : "@CrashEverywhere(at = %d)".formatted(crashAt);
  }
}
