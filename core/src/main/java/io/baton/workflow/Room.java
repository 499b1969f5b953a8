package io.baton.workflow;

/**
 * How many cases of a workflow may be under way at one time, whatever their version.
 *
 * @param limit 1 to 1,000,000
 * @param whenFull the fate of a case for which there is no place
 */
public record Room(int limit, WhenFull whenFull) {
  /** The fate of a case for which there is no place. */
  public enum WhenFull {
    /** It waits for its turn, in the order of coming. */
    QUEUE,
    /** It ends as CANCELLED. */
    CANCEL,
    /** It ends as FAILED. */
    FAIL
  }

  public Room {
    if (limit < 1 || limit > 1_000_000) {
      throw new IllegalArgumentException("limit is " + limit + ", allowed are 1 to 1,000,000");
    }
  }
}
