package io.baton.it.crash;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** How each life of the server ends: drawn from the seed before anything starts. */
record CrashPlan(List<Life> lives) {
  private static final int LONE = 3;

  /** One life of the server, from its start to its death. */
  sealed interface Life {
    /** Requests come one by one, each when the one before is settled: the queue is near empty. */
    record OneByOne(CrashPoint point, int transaction) implements Life {}

    /** Many requests lie in the queue. */
    record Backlog(CrashPoint point, int transaction, int requests) implements Life {}

    /** Many requests lie in the queue; kill -9 when so many more effects are there. */
    record Killed(int effects, int requests) implements Life {}
  }

  /** Each crash point once: half of them with a near-empty queue; and one plain kill -9. */
  static CrashPlan from(long seed) {
    Random random = new Random(seed);
    List<CrashPoint> points = new ArrayList<>(List.of(CrashPoint.values()));
    Collections.shuffle(points, random);
    List<Life> first = new ArrayList<>();
    points.subList(0, LONE).forEach(p -> first.add(new Life.OneByOne(p, 4 + random.nextInt(40))));
    List<Life> then = new ArrayList<>();
    points
        .subList(LONE, points.size())
        .forEach(p -> then.add(new Life.Backlog(p, 50 + random.nextInt(350), 150)));
    then.add(new Life.Killed(50 + random.nextInt(200), 150));
    Collections.shuffle(then, random);
    // One by one first: later the queue is no longer empty.
    first.addAll(then);
    return new CrashPlan(List.copyOf(first));
  }
}
