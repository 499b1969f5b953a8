package io.baton.ejb;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/** Knows who calls, as the container has it authenticated. */
@Stateless
@PermitAll
public class Caller {
  @Resource private SessionContext session;

  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public String name() {
    return session.getCallerPrincipal().getName();
  }
}
