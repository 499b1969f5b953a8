package io.baton.ejb;

import io.baton.api.Gateways;
import io.baton.api.RemoteGateways;
import io.baton.wire.FlatJson;
import io.baton.wire.Json;
import io.baton.wire.UnreadableException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Remote;
import jakarta.ejb.Stateless;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.function.Consumer;

/** The remote view of {@link Gateways}; the container keeps all but operators out. */
@Stateless(name = "Gateways")
@Remote(RemoteGateways.class)
@RolesAllowed(Caller.ADMIN)
public class RemoteGatewaysBean implements RemoteGateways {
  @EJB private Engine engine;

  @Override
  public void configure(String gateway, String configuration) {
    wish(
        gateways -> {
          try {
            gateways.configure(gateway, FlatJson.read(configuration));
          } catch (UnreadableException e) {
            throw new IllegalArgumentException(e.getMessage());
          }
        });
  }

  @Override
  public void run(String gateway) {
    wish(gateways -> gateways.run(gateway));
  }

  @Override
  public void pause(String gateway) {
    wish(gateways -> gateways.pause(gateway));
  }

  @Override
  public void resume(String gateway) {
    wish(gateways -> gateways.resume(gateway));
  }

  @Override
  public void reset(String gateway) {
    wish(gateways -> gateways.reset(gateway));
  }

  @Override
  public void clearConfiguration(String gateway) {
    wish(gateways -> gateways.clearConfiguration(gateway));
  }

  @Override
  public String status(String gateway) {
    return Json.payload(engine.gateways().getStatus(gateway)).toString();
  }

  @Override
  public String held(String gateway) {
    return Json.payload(engine.gateways().held(gateway)).toString();
  }

  @Override
  public void retry(String gateway, int partition, long offset) {
    wish(gateways -> gateways.retry(gateway, partition, offset));
  }

  @Override
  public void skip(String gateway, int partition, long offset) {
    wish(gateways -> gateways.skip(gateway, partition, offset));
  }

  @Override
  public void poll(String agent, String key, String topic, String every) {
    wish(
        gateways -> {
          try {
            gateways.poll(agent, key, topic, Duration.parse(every));
          } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(every + " is no duration such as PT5M");
          }
        });
  }

  @Override
  public void pollNoMore(String agent, String key) {
    wish(gateways -> gateways.pollNoMore(agent, key));
  }

  /** A state that does not fit is an answer, too, and no accident of the bean. */
  private void wish(Consumer<Gateways> wish) {
    try {
      wish.accept(engine.gateways());
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException(e.getMessage());
    }
  }
}
