package io.baton.cli.local;

import io.baton.api.RemoteGateways;
import io.baton.cli.ground.GroundFailure;
import java.util.Properties;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.wildfly.security.auth.client.AuthenticationConfiguration;
import org.wildfly.security.auth.client.AuthenticationContext;
import org.wildfly.security.auth.client.MatchRule;
import org.wildfly.security.sasl.SaslMechanismSelector;

/** Speaks to the gateways of a running server, as one of its users. */
public final class GatewayDoor {
  /** Kept, or its level would be forgotten: the client's libraries tell their versions. */
  private static final Logger LIBRARIES = Logger.getLogger("org");

  private final int httpPort;
  private final String application;
  private final String user;
  private final String password;

  /**
   * @param application name of its EAR, without the ending
   */
  GatewayDoor(int httpPort, String application, String user, String password) {
    this.httpPort = httpPort;
    this.application = application;
    this.user = user;
    this.password = password;
  }

  /** The same door for another user. */
  public GatewayDoor as(String another, String itsPassword) {
    return new GatewayDoor(httpPort, application, another, itsPassword);
  }

  /**
   * @throws IllegalArgumentException with what the server says against it
   */
  public <T> T ask(Function<RemoteGateways, T> wish) {
    LIBRARIES.setLevel(Level.WARNING);
    AuthenticationConfiguration operator =
        AuthenticationConfiguration.empty()
            .useName(user)
            .usePassword(password)
            // Else a client on the server's machine is let in as the server's owner.
            .setSaslMechanismSelector(SaslMechanismSelector.NONE.addMechanism("DIGEST-MD5"));
    return AuthenticationContext.empty()
        .with(MatchRule.ALL, operator)
        .runFunction(any -> wish.apply(gateways()), user);
  }

  @SuppressWarnings("BanJNDI") // The name is that of a deployment of this machine, not input.
  private RemoteGateways gateways() {
    Properties settings = new Properties();
    settings.setProperty(
        Context.INITIAL_CONTEXT_FACTORY, "org.wildfly.naming.client.WildFlyInitialContextFactory");
    settings.setProperty(Context.PROVIDER_URL, "remote+http://127.0.0.1:" + httpPort);
    String name =
        "ejb:%s/baton-engine-ejb/Gateways!%s"
            .formatted(application, RemoteGateways.class.getName());
    try {
      return (RemoteGateways) new InitialContext(settings).lookup(name);
    } catch (NamingException e) {
      throw new GroundFailure("BATON-1619 no gateways can be asked: " + e);
    }
  }
}
