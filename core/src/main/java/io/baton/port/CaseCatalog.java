package io.baton.port;

import io.baton.api.CaseStatus;
import io.baton.model.CaseId;
import io.baton.model.Payload;
import io.baton.model.WorkflowId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds cases whose id is not known. Every method joins the caller's transaction. */
public interface CaseCatalog {
  /**
   * Sets an attribute: text of at most 1,000 characters, number or boolean; JSON's null removes.
   */
  void setAttribute(CaseId id, String name, Payload value);

  /** The case hears what is published for this signal under {@code key}. */
  void subscribe(CaseId id, String signal, String key);

  /** The end of the case: it hears nothing any more; its attributes stay. */
  void unsubscribe(CaseId id);

  /** The cases that hear this signal under {@code key}. */
  Set<CaseId> subscribers(String signal, String key);

  /** The newest first. */
  List<Found> find(Wanted wanted);

  /**
   * Cases of this very version that have not ended, in the order of their ids.
   *
   * @param after only those behind this one; null for all
   * @param max at most so many
   */
  List<CaseId> running(WorkflowId workflow, @Nullable CaseId after, int max);

  /**
   * What cases are looked for; null or empty: any.
   *
   * @param attributes all of these
   * @param max 1 to 1,000
   */
  record Wanted(
      @Nullable String workflow,
      @Nullable CaseStatus status,
      @Nullable String businessKey,
      Map<String, Payload> attributes,
      int max) {
    public Wanted {
      attributes = Map.copyOf(attributes);
      if (max < 1 || max > 1_000) {
        throw new IllegalArgumentException("max is " + max + ", allowed are 1 to 1,000");
      }
    }
  }

  /** A case that was found. */
  record Found(
      CaseId id,
      WorkflowId workflow,
      CaseStatus status,
      @Nullable String businessKey,
      Instant started,
      @Nullable Instant ended) {}
}
