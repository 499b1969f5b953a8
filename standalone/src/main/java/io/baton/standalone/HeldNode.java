package io.baton.standalone;

import io.baton.ejb.DatabaseGate;
import io.baton.ejb.node.NodeLease;
import io.baton.ejb.node.SlowMarks;
import io.baton.standalone.durable.Ground;
import java.util.Collection;
import java.util.Optional;

/** The claim on the node id, where others may use the same database. */
final class HeldNode {
  private static final System.Logger LOG = System.getLogger(HeldNode.class.getName());
  private static final int EVERY = 5;

  private final NodeLease lease;
  private int beats;

  private HeldNode(NodeLease lease) {
    this.lease = lease;
  }

  /**
   * Empty where the state directory's lock is claim enough.
   *
   * @throws IllegalStateException when another live store holds the id
   */
  static Optional<HeldNode> take(Ground ground, Collection<String> workflows) {
    if (!ground.shared()) {
      return Optional.empty();
    }
    NodeLease lease =
        new NodeLease(ground.database(), ground.transactions(), ground.node(), ground.directory());
    lease.take(String.join(",", workflows));
    return Optional.of(new HeldNode(lease));
  }

  SlowMarks marks(Ground ground) {
    return new SlowMarks(ground.database(), ground.transactions(), lease);
  }

  /** Called every second. */
  void renewOrClose(DatabaseGate gate) {
    if (beats++ % EVERY == 0 && !lease.renew()) {
      gate.closeForGood();
      LOG.log(
          System.Logger.Level.ERROR,
          "this node's id is held by another process now: no command is taken any more");
    }
  }
}
