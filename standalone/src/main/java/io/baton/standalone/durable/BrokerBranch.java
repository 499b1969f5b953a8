package io.baton.standalone.durable;

import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jboss.tm.XAResourceWrapper;

/**
 * The broker's part of a transaction, by a name. By the name a recovery that has asked the broker
 * knows that a branch it does not find there was committed, and need not be looked for any more.
 */
final class BrokerBranch implements XAResourceWrapper {
  private final XAResource session;

  BrokerBranch(XAResource session) {
    this.session = session;
  }

  @Override
  public XAResource getResource() {
    return session;
  }

  @Override
  public String getProductName() {
    return "Artemis";
  }

  @Override
  public String getProductVersion() {
    return "";
  }

  @Override
  public String getJndiName() {
    return "baton-broker";
  }

  @Override
  public void start(Xid xid, int flags) throws XAException {
    session.start(xid, flags);
  }

  @Override
  public void end(Xid xid, int flags) throws XAException {
    session.end(xid, flags);
  }

  @Override
  public int prepare(Xid xid) throws XAException {
    return session.prepare(xid);
  }

  @Override
  public void commit(Xid xid, boolean onePhase) throws XAException {
    session.commit(xid, onePhase);
  }

  @Override
  public void rollback(Xid xid) throws XAException {
    session.rollback(xid);
  }

  @Override
  public void forget(Xid xid) throws XAException {
    session.forget(xid);
  }

  @Override
  public Xid[] recover(int flag) throws XAException {
    return session.recover(flag);
  }

  @Override
  public boolean isSameRM(XAResource other) throws XAException {
    return session.isSameRM(other instanceof BrokerBranch branch ? branch.session : other);
  }

  @Override
  public int getTransactionTimeout() throws XAException {
    return session.getTransactionTimeout();
  }

  @Override
  public boolean setTransactionTimeout(int seconds) throws XAException {
    return session.setTransactionTimeout(seconds);
  }
}
