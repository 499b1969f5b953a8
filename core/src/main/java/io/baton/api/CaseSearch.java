package io.baton.api;

import java.util.List;

/** What cases are looked for; what is not said, is not asked. */
public interface CaseSearch {
  CaseSearch workflow(String name);

  CaseSearch status(CaseStatus status);

  CaseSearch businessKey(String key);

  /**
   * Only cases whose workflow has set this attribute to this value; all of them when called more
   * than once.
   *
   * @param value text, number or boolean
   */
  CaseSearch attribute(String name, Object value);

  /**
   * @param max 1 to 1,000; default 100
   */
  CaseSearch max(int max);

  /** The newest first. */
  List<FoundCase> list();
}
