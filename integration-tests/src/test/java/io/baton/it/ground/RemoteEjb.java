package io.baton.it.ground;

import io.baton.api.RemoteCases;
import io.baton.cli.ground.WildFlyHome;
import jakarta.transaction.UserTransaction;
import java.util.Properties;
import java.util.concurrent.Callable;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.wildfly.security.auth.client.AuthenticationConfiguration;
import org.wildfly.security.auth.client.AuthenticationContext;
import org.wildfly.security.auth.client.MatchRule;
import org.wildfly.security.sasl.SaslMechanismSelector;
import org.wildfly.transaction.client.RemoteTransactionContext;

/** The remote view of cases, and transactions that begin in this JVM. */
public final class RemoteEjb {
  private RemoteEjb() {}

  /** Calls with the identity of {@link WildFlyHome#CLIENT}. */
  public static <T> T asClient(Callable<T> call) throws Exception {
    AuthenticationConfiguration client =
        AuthenticationConfiguration.empty()
            .useName(WildFlyHome.CLIENT)
            .usePassword(Ground.clientPassword())
            // Else a client on the server's machine is let in as the server's owner.
            .setSaslMechanismSelector(SaslMechanismSelector.NONE.addMechanism("DIGEST-MD5"));
    return AuthenticationContext.empty().with(MatchRule.ALL, client).runCallable(call);
  }

  public static RemoteCases cases(String application) throws NamingException {
    Properties settings = new Properties();
    settings.setProperty(
        Context.INITIAL_CONTEXT_FACTORY, "org.wildfly.naming.client.WildFlyInitialContextFactory");
    settings.setProperty(Context.PROVIDER_URL, "remote+http://127.0.0.1:" + Ground.httpPort());
    String name =
        "ejb:%s/baton-engine-ejb/Cases!%s".formatted(application, RemoteCases.class.getName());
    return (RemoteCases) new InitialContext(settings).lookup(name);
  }

  public static UserTransaction transaction() {
    return RemoteTransactionContext.getInstance().getUserTransaction();
  }
}
