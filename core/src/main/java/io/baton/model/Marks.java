package io.baton.model;

import io.baton.api.CaseStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What became of a case and its refs, by time. Bounded: of what repeats, the beginning is kept. */
final class Marks {
  private static final int MAX_OF_CASE = 1_000;
  private static final int MAX_OF_REF = 50;

  private final List<Mark> ofCase = new ArrayList<>();
  private final NavigableMap<RefId, List<Mark>> ofRefs = new TreeMap<>();

  void add(Mark.Kind kind, Instant at) {
    if (ofCase.size() < MAX_OF_CASE) {
      ofCase.add(new Mark(kind, null, at));
    }
  }

  void add(Mark.Kind kind, RefId ref, Instant at) {
    List<Mark> there = ofRefs.computeIfAbsent(ref, any -> new ArrayList<>(2));
    boolean knownToLive = kind == Mark.Kind.ALIVE && last(there) == Mark.Kind.ALIVE;
    if (!knownToLive && (there.size() < MAX_OF_REF || kind == Mark.Kind.UNDO_DONE)) {
      there.add(new Mark(kind, ref, at));
    }
  }

  /** Kept whatever there is: the end of the case is told by it. */
  void warned(Instant at) {
    if (ofCase.stream().noneMatch(mark -> mark.kind() == Mark.Kind.WARNED)) {
      ofCase.add(new Mark(Mark.Kind.WARNED, null, at));
    }
  }

  private static Mark.@Nullable Kind last(List<Mark> marks) {
    return marks.isEmpty() ? null : marks.get(marks.size() - 1).kind();
  }

  void ended(CaseStatus status, Instant at) {
    ofCase.add(new Mark(Mark.Kind.valueOf(status.name()), null, at));
  }

  void retried(Instant at) {
    ofCase.add(new Mark(Mark.Kind.RETRIED, null, at));
  }

  /** When the first scope that ended below {@code scope} began; null when there is none. */
  @Nullable Instant firstBegun(RefId scope) {
    return Refs.below(ofRefs, scope).values().stream()
        .map(marks -> marks.get(0))
        .filter(mark -> mark.kind() == Mark.Kind.BEGUN)
        .map(Mark::at)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  void prune(RefId scope) {
    Refs.below(ofRefs, scope).clear();
  }

  /** The refs are called otherwise from here on. */
  void rename(UnaryOperator<RefId> to) {
    List<Mark> all = all();
    ofRefs.clear();
    take(
        all.stream()
            .map(
                mark ->
                    mark.ref() == null
                        ? mark
                        : new Mark(mark.kind(), to.apply(mark.ref()), mark.at()))
            .toList());
  }

  /** The next run of the case: its refs are new ones. */
  void clearRefs() {
    ofRefs.clear();
  }

  List<Mark> ofCase() {
    return List.copyOf(ofCase);
  }

  List<Mark> of(RefId ref) {
    return List.copyOf(ofRefs.getOrDefault(ref, List.of()));
  }

  List<Mark> all() {
    List<Mark> all = new ArrayList<>(ofCase);
    ofRefs.values().forEach(all::addAll);
    return all;
  }

  void take(List<Mark> all) {
    ofCase.clear();
    for (Mark mark : all) {
      if (mark.ref() == null) {
        ofCase.add(mark);
      } else {
        ofRefs.computeIfAbsent(mark.ref(), any -> new ArrayList<>(2)).add(mark);
      }
    }
  }
}
