package io.baton.model;

import io.baton.model.Event.DetailsTold;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What was told of work for those who look. Bounded, since nothing depends on it. */
final class Details {
  private static final int MAX = 500;
  private static final int MAX_CHARACTERS = 200_000;

  private final List<DetailsTold> all = new ArrayList<>();

  boolean hasRoomFor(Payload detail) {
    int characters = all.stream().mapToInt(told -> length(told.details())).sum();
    return all.size() < MAX && characters + length(detail) <= MAX_CHARACTERS;
  }

  private static int length(Payload detail) {
    return detail.toString().length();
  }

  void add(DetailsTold told) {
    all.add(told);
  }

  void prune(RefId scope) {
    all.removeIf(told -> told.ref().isBelow(scope));
  }

  void rename(UnaryOperator<RefId> to) {
    all.replaceAll(told -> new DetailsTold(to.apply(told.ref()), told.details()));
  }

  void clear() {
    all.clear();
  }

  List<Payload> of(RefId ref) {
    return all.stream().filter(told -> told.ref().equals(ref)).map(DetailsTold::details).toList();
  }

  List<DetailsTold> all() {
    return List.copyOf(all);
  }
}
