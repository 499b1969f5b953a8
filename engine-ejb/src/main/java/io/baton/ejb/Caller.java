package io.baton.ejb;

import jakarta.annotation.Resource;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/** Knows who calls, as the container has it authenticated. */
@Stateless
@PermitAll
@DeclareRoles(Caller.ADMIN)
public class Caller {
  static final String ADMIN = "baton-admin";

  @Resource private SessionContext session;

  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public String name() {
    return session.getCallerPrincipal().getName();
  }

  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public boolean isAdmin() {
    return session.isCallerInRole(ADMIN);
  }
}
