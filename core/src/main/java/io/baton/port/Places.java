package io.baton.port;

import io.baton.model.CaseId;
import java.util.List;

/**
 * The places of those workflows of which only so many cases may be under way. Every method joins
 * the caller's transaction, and holds the workflow's count until its end: nobody else takes or
 * gives back a place of that workflow meanwhile.
 */
public interface Places {
  /**
   * Takes a place for the case, unless it has one.
   *
   * @param limit how many places there are
   * @param line whether the case gets in line when all are taken; a case in line keeps its turn
   * @return true when the case has a place
   */
  boolean enter(String workflow, CaseId id, int limit, boolean line);

  /**
   * Gives the case's place back, or its turn in the line; does nothing when it has neither.
   *
   * @return the cases that have a place now, in the order in which they got in line
   */
  List<CaseId> leave(String workflow, CaseId id, int limit);
}
