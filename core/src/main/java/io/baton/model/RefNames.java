package io.baton.model;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The names that refs of a case were given by their kind of naming, not by the code. */
final class RefNames {
  /** Whoever answers to an older name is taken for somebody who is early. */
  private static final int KNOWN = 2_000;

  private final Set<String> newest = new LinkedHashSet<>();
  private long inCase;
  private long inTurn;

  void beginTurn() {
    inTurn = 0;
  }

  void opened(Awaited.Outside outside) {
    if (outside.name() == null || outside.nameIsGiven()) {
      return;
    }
    inCase++;
    inTurn++;
    add(outside.name());
  }

  private void add(String name) {
    newest.add(name);
    Iterator<String> oldest = newest.iterator();
    while (newest.size() > KNOWN) {
      oldest.next();
      oldest.remove();
    }
  }

  boolean contains(String name) {
    return newest.contains(name);
  }

  long inTurn() {
    return inTurn;
  }

  long inCase() {
    return inCase;
  }

  List<String> all() {
    return List.copyOf(newest);
  }

  void take(long count, Collection<String> names) {
    inCase = count;
    names.forEach(this::add);
  }
}
