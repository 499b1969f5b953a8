package io.baton.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.Activity;
import io.baton.api.Durable;
import io.baton.api.Start;
import io.baton.api.Workflow;
import io.baton.model.ActivityName;
import io.baton.port.Definitions;
import io.baton.workflow.script.ActivityHost;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Two beans implement one activity interface: which is meant matters only to who calls it. */
class TwoBeansTest {
  private static final ActivityName SEND = new ActivityName("Mail.send");

  public interface Mail {
    @Activity
    void send(String text);
  }

  public static class Post implements Mail {
    @Override
    public void send(String text) {}
  }

  public static class Pigeon implements Mail {
    @Override
    public void send(String text) {}
  }

  @Workflow(name = "letter")
  public static class Letter {
    @Inject @Durable Mail mail;

    @Start
    public void write(String text) {
      mail.send(text);
    }
  }

  private static SeContainer deploy(Class<?>... classes) {
    return SeContainerInitializer.newInstance()
        .disableDiscovery()
        .addBeanClasses(classes)
        .addExtensions(new BatonExtension())
        .initialize();
  }

  @Test
  void whereAWorkflowCallsItTheDeploymentIsRefusedAndNamesBoth() {
    assertThatThrownBy(() -> deploy(Letter.class, Post.class, Pigeon.class).close())
        .hasStackTraceContaining("BATON-2002 2 beans implement activity interface")
        .hasStackTraceContaining(Post.class.getName())
        .hasStackTraceContaining(Pigeon.class.getName());
  }

  @Test
  void whereNobodyCallsItTheApplicationIsDeployedAndWhoWouldCallItIsToldWhyNot() {
    try (SeContainer container = deploy(Post.class, Pigeon.class)) {
      Definitions known = container.select(Definitions.class).get();
      assertThat(known.obstacle(SEND))
          .hasValueSatisfying(
              why ->
                  assertThat(why)
                      .contains("2 beans", Post.class.getName(), Pigeon.class.getName()));
      ActivityHost host = container.select(ActivityHost.class).get();
      assertThatThrownBy(() -> host.bean(Mail.class)).hasMessageContaining("2 beans implement");
    }
  }

  @Test
  void oneBeanIsNoObstacle() {
    try (SeContainer container = deploy(Post.class)) {
      assertThat(container.select(Definitions.class).get().obstacle(SEND)).isEmpty();
      container.select(ActivityHost.class).get().bean(Mail.class).release().run();
    }
  }
}
