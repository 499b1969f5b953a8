package io.baton.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.GatewayActor;
import io.baton.api.GatewayEvent;
import io.baton.api.GatewayHandler;
import io.baton.api.PollingAgent;
import io.baton.port.Attendant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Named;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamedBeansTest {
  @ApplicationScoped
  @Named("charge")
  public static class Charge implements GatewayHandler.InTransaction {
    @Override
    public void on(GatewayEvent event, GatewayActor actor) {}
  }

  public static class Call implements GatewayHandler.Outside {
    @Override
    public void on(GatewayEvent event, GatewayActor actor) {}
  }

  @Test
  void handlers_go_by_their_names_and_are_what_they_implement_and_the_same_each_time() {
    try (SeContainer container =
        SeContainerInitializer.newInstance()
            .disableDiscovery()
            .addBeanClasses(Charge.class, Call.class)
            .addExtensions(new BatonExtension())
            .initialize()) {
      Attendant.Beans beans = container.select(Attendant.Beans.class).get();
      Map<String, GatewayHandler> handlers = beans.beans(GatewayHandler.class);

      assertThat(handlers).containsOnlyKeys("charge", "Call");
      assertThat(handlers.get("charge")).isInstanceOf(GatewayHandler.InTransaction.class);
      assertThat(handlers.get("Call")).isInstanceOf(GatewayHandler.Outside.class);
      assertThat(beans.beans(GatewayHandler.class).get("Call")).isSameAs(handlers.get("Call"));
      assertThat(beans.beans(PollingAgent.class)).isEmpty();
    }
  }
}
