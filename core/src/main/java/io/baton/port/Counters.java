package io.baton.port;

import java.util.List;

/**
 * Counts what is passed over and leaves no other trace. Every method joins the caller's
 * transaction: what is rolled back is not counted.
 */
public interface Counters {
  /** Answers of workers that changed nothing: repeated, too late or out of order; by service. */
  String ANSWERS_IGNORED = "answers.ignored";

  /** Starts in a format of another system that are none; by the format's name. */
  String STARTS_REFUSED = "starts.refused";

  /** Records that came again, on a lane that is past them; by topic. */
  String RECORDS_REPEATED = "records.repeated";

  /** Records that wanted nothing, or changed nothing; by topic. */
  String RECORDS_IGNORED = "records.ignored";

  /** Records of no topic that is configured, or that could not be carried out; by topic. */
  String RECORDS_PARKED = "records.parked";

  /** Records that would have started what is under way already; by topic. */
  String THREADS_LIVE = "threads.live";

  /** Records kept for a case that is not there yet; by topic. */
  String RECORDS_KEPT = "records.kept";

  /**
   * Counts one more.
   *
   * @param what one of the constants
   * @param about whom or what it is about; empty when nobody knows. Up to 200 characters.
   */
  void count(String what, String about);

  /** All that was ever counted, as far as committed or written by the caller, in their order. */
  List<Counted> all();

  /** How often it happened. */
  record Counted(String what, String about, long times) {}
}
