package io.baton.port;

import io.baton.model.Definition;
import io.baton.model.WorkflowId;
import java.util.List;
import java.util.Optional;

/**
 * Workflows that were deployed as data, for the whole cluster. What is kept of a name and version
 * never changes, but that it retires and may then be deleted. Every method joins the caller's
 * transaction; transactions that change something here wait for each other.
 */
public interface DefinitionStore {
  /**
   * How often something was changed. Whoever has seen this number has seen all that led to it: what
   * commits later has a larger one.
   */
  long changes();

  /** All of them, by name and then by version number. */
  List<Definition> all();

  /** The text of a definition; empty when there is none. */
  Optional<String> content(WorkflowId id);

  /**
   * Keeps a definition, unless one of its name and version is there.
   *
   * @return the one that is there already, in which case nothing is written; empty when kept
   */
  Optional<Definition> keep(Document document, String by);

  /**
   * From now on no new case is started of it; those that run go on.
   *
   * @return false when there is none; true also when it retired before
   */
  boolean retire(WorkflowId id);

  /** Deletes a definition that retired and that no case needs any more. */
  Deletion delete(WorkflowId id);

  /**
   * A definition that is to be kept.
   *
   * @param version as it was written
   * @param hash SHA-256 of {@code content} in UTF-8, in hexadecimal digits
   */
  record Document(WorkflowId id, String version, String content, String hash) {}

  /** How a deletion went. */
  enum Deletion {
    DELETED,
    /** There is none of this name and version. */
    UNKNOWN,
    /** New cases may still be started of it. */
    NOT_RETIRED,
    /** Cases of it have not ended. */
    NEEDED
  }
}
