package io.baton.standalone.durable;

import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jboss.tm.XAResourceWrapper;

/**
 * A database's branch in the hands of recovery, which asks for the branches in doubt before each
 * rollback. H2 rolls back by name only on a connection that has just found some in doubt, and once;
 * on any other it rolls back nothing and says nothing, and the rows stay locked.
 */
final class ScannedBranch extends NamedBranch {
  private ScannedBranch(XAResourceWrapper branch) {
    super(branch, branch.getProductName(), branch.getProductVersion(), branch.getJndiName());
  }

  static XAResource of(XAResource resource) {
    return resource instanceof XAResourceWrapper named ? new ScannedBranch(named) : resource;
  }

  @Override
  public void rollback(Xid xid) throws XAException {
    recover(XAResource.TMSTARTRSCAN);
    try {
      super.rollback(xid);
    } finally {
      recover(XAResource.TMENDRSCAN);
    }
  }
}
