package io.baton.port;

import io.baton.model.CaseId;
import io.baton.model.Command;
import java.util.List;
import java.util.Set;

/**
 * The cases that are passed over: their commands are kept, not run, until an operator takes them
 * off the list. For a case whose commands bring nodes down. Every method joins the caller's
 * transaction.
 */
public interface SkipList {
  /** As committed; a node may go by it for a second. */
  Set<CaseId> all();

  /**
   * @param reason for the operators; at most 1,000 characters, longer ones are cut
   */
  void add(CaseId id, String reason);

  /**
   * Keeps a command until its case is taken off the list.
   *
   * @return false, and nothing is kept, when the case is not on the list; waits for a transaction
   *     that takes it off
   */
  boolean keep(Command command);

  /**
   * Takes the case off the list.
   *
   * @return what was kept, in the order in which it came
   */
  List<Command> takeOff(CaseId id);
}
