package io.baton.standalone.durable;

import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jboss.tm.XAResourceWrapper;

/**
 * Part of a transaction, by a name. By the name a recovery that has asked whoever holds the branch
 * knows that one it does not find there was committed, and need not be looked for any more.
 */
class NamedBranch implements XAResourceWrapper {
  private final XAResource branch;
  private final String product;
  private final String version;
  private final String name;

  NamedBranch(XAResource branch, String product, String version, String name) {
    this.branch = branch;
    this.product = product;
    this.version = version;
    this.name = name;
  }

  static NamedBranch broker(XAResource session) {
    return new NamedBranch(session, "Artemis", "", "baton-broker");
  }

  @Override
  public XAResource getResource() {
    return branch;
  }

  @Override
  public String getProductName() {
    return product;
  }

  @Override
  public String getProductVersion() {
    return version;
  }

  @Override
  public String getJndiName() {
    return name;
  }

  @Override
  public void start(Xid xid, int flags) throws XAException {
    branch.start(xid, flags);
  }

  @Override
  public void end(Xid xid, int flags) throws XAException {
    branch.end(xid, flags);
  }

  @Override
  public int prepare(Xid xid) throws XAException {
    return branch.prepare(xid);
  }

  @Override
  public void commit(Xid xid, boolean onePhase) throws XAException {
    branch.commit(xid, onePhase);
  }

  @Override
  public void rollback(Xid xid) throws XAException {
    branch.rollback(xid);
  }

  @Override
  public void forget(Xid xid) throws XAException {
    branch.forget(xid);
  }

  @Override
  public Xid[] recover(int flag) throws XAException {
    return branch.recover(flag);
  }

  @Override
  public boolean isSameRM(XAResource other) throws XAException {
    return branch.isSameRM(other instanceof NamedBranch named ? named.branch : other);
  }

  @Override
  public int getTransactionTimeout() throws XAException {
    return branch.getTransactionTimeout();
  }

  @Override
  public boolean setTransactionTimeout(int seconds) throws XAException {
    return branch.setTransactionTimeout(seconds);
  }
}
