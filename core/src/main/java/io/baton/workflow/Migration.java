package io.baton.workflow;

import io.baton.model.RefId;
import java.util.Map;

/** Whether a case can go on with another version of its workflow, and how. */
public sealed interface Migration {
  /**
   * It can.
   *
   * @param refs the new ids of the refs, and of other places, that are called otherwise in this
   *     version; all others keep theirs
   */
  record Possible(Map<RefId, RefId> refs) implements Migration {
    public Possible {
      refs = Map.copyOf(refs);
    }
  }

  /** It cannot. */
  record Refused(String why) implements Migration {}
}
