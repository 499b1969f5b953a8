package io.baton.engine;

import io.baton.model.Case;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.Effect;
import io.baton.workflow.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Work that a case does in the transaction of what it did before, as far as its workflow wants
 * that. Each is a turn of its own, as ever; what is left out are the forced writes between them.
 */
final class Chain {
  /** A transaction that has lasted so long takes up nothing more. */
  private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(50);

  private final Function<Case, Optional<Program>> programs;
  private final Predicate<Command.Work> isHere;
  private final Predicate<Command.Work> work;
  private final Map<CaseId, Integer> links = new HashMap<>();
  private final long began = System.nanoTime();

  /**
   * @param isHere whether this node can do it
   * @param work does it; false when it failed
   */
  Chain(
      Function<Case, Optional<Program>> programs,
      Predicate<Command.Work> isHere,
      Predicate<Command.Work> work) {
    this.programs = programs;
    this.isHere = isHere;
    this.work = work;
  }

  static Chain none() {
    return new Chain(of -> Optional.empty(), any -> false, any -> false);
  }

  /** Takes out of what is to be sent what is to be done at once. */
  List<Command.Work> take(List<Effect.Send> sends, Function<CaseId, Optional<Case>> locked) {
    List<Command.Work> taken = new ArrayList<>();
    for (Iterator<Effect.Send> all = sends.iterator(); all.hasNext(); ) {
      Effect.Send send = all.next();
      if (send.command() instanceof Command.Work next && isLink(send, next, locked)) {
        all.remove();
        taken.add(next);
        links.merge(next.caseId(), 1, Integer::sum);
      }
    }
    return taken;
  }

  private boolean isLink(
      Effect.Send send, Command.Work next, Function<CaseId, Optional<Case>> locked) {
    return send.delay().isZero()
        && !send.isAlone()
        && next.args() != null // Else they are in a turn that is not written yet.
        && System.nanoTime() - began < LONGEST
        && locked.apply(next.caseId()).filter(this::hasRoom).isPresent()
        && isHere.test(next);
  }

  /** The first activity of a transaction is none of its links. */
  private boolean hasRoom(Case of) {
    int most = programs.apply(of).map(Program::chain).orElse(1);
    return links.getOrDefault(of.id(), 0) < most - 1;
  }

  /**
   * Does it.
   *
   * @return what failed, after which nothing of the transaction can stay
   */
  Optional<Command.Work> run(List<Command.Work> taken) {
    return taken.stream().filter(work.negate()).findFirst();
  }
}
