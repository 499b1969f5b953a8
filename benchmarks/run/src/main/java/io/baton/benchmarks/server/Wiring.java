package io.baton.benchmarks.server;

import java.util.List;
import java.util.Locale;

/** How the database takes part in the server's transactions. */
public enum Wiring {
  /** As an XA resource: its branch is prepared, then committed. */
  PREPARED,

  /** As a commit-markable resource: it commits once, before the others. */
  COMMIT_MARKABLE;

  /** The options of server-config that make it so. */
  List<String> options() {
    return this == PREPARED ? List.of() : List.of(toString());
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
