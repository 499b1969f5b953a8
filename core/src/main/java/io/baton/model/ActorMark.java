package io.baton.model;

/**
 * How far an actor has come: the filter of duplicates of one key, whose events come one after the
 * other.
 *
 * @param epoch number of the run
 * @param offset of the event that was handled last; -1 for none
 */
public record ActorMark(long epoch, long offset) {
  /** Before the first event. */
  public static final ActorMark NONE = new ActorMark(0, -1);

  /** What an event of that epoch and offset is to this actor. */
  public Verdict judge(long ofEpoch, long ofOffset) {
    if (ofEpoch > epoch) {
      return Verdict.NEW_RUN;
    }
    return ofEpoch == epoch && ofOffset > offset ? Verdict.NEXT : Verdict.STALE;
  }

  /** What is done with an event. */
  public enum Verdict {
    /** It is handled. */
    NEXT,
    /** It is handled, by an actor that begins anew. */
    NEW_RUN,
    /** It is dropped. */
    STALE
  }
}
