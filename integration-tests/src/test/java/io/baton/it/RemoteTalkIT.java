package io.baton.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.RemoteCases;
import io.baton.it.ground.RemoteEjb;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever has no class of Baton's but the remote interface speaks JSON. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
@DisplayName("Another JVM signals, answers, asks and looks for cases")
final class RemoteTalkIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  @Deployment(testable = false)
  static EnterpriseArchive application() {
    return Applications.talk();
  }

  private static String newId() {
    return "remote-talk-" + UUID.randomUUID();
  }

  private static String start(RemoteCases cases, String id, int words, boolean title) {
    return cases.startBy(
        "{\"workflow\":\"talk\",\"idempotencyKey\":\"%s\",\"businessKey\":\"%s\",\"input\":{\"topic\":\"%s\",\"words\":%d,\"title\":%b}}"
            .formatted(id, id, id, words, title));
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(SOON).until(condition);
  }

  @Test
  void aTalkIsLedFromAnotherJvm() throws Exception {
    String key = newId();
    remotely(
        cases -> {
          String id = start(cases, key, 2, true);
          assertThat(id).isEqualTo("talk:" + key).isEqualTo(start(cases, key, 2, true));
          cases.signal(id, "word", "\"a\"", "m-1");
          cases.signal(id, "word", "\"a\"", "m-1");
          await(() -> cases.query(id, "soFar", "[\"+\"]").equals("\"a\""));
          assertThat(cases.publish("word", key, "\"b\"", null)).isEqualTo(1);
          await(() -> cases.waiting(id).contains("ANSWER"));
          assertThat(cases.find("{\"businessKey\":\"%s\",\"status\":\"RUNNING\"}".formatted(key)))
              .contains("\"id\":\"%s\"".formatted(id));
          String ref = cases.waiting(id).replaceFirst(".*\"name\":\"([^\"]+)\".*", "$1");
          cases.refuse(ref, "not now");
          assertThat(cases.result(id, SOON.toMillis()))
              .isEqualTo("[\"a\",\"b\",\"no title: not now\"]");
        });
  }

  @Test
  void whatCannotBeIsToldInExceptionsThatEveryJvmHas() throws Exception {
    refused(cases -> cases.signal("t", "word", "{", null), "line 1");
    refused(cases -> cases.signal("t", "word", "null", null), "is null");
    refused(cases -> cases.publish("word", " ", "1", null), "key is empty");
    refused(cases -> cases.answer("nonsense", "1"), "'nonsense'");
    refused(cases -> cases.find("{\"colour\":1}"), "/colour");
    remotely(
        cases -> {
          String id = start(cases, newId(), 0, true);
          await(() -> cases.waiting(id).contains("ANSWER"));
          assertThatThrownBy(() -> cases.query(id, "nothing", "[]"))
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessageContaining("nothing");
          assertThatThrownBy(() -> cases.query(id, "soFar", "{}"))
              .hasMessageContaining("expected a JSON array");
          cases.cancel(id, "over");
        });
  }

  private static void refused(Consumer<RemoteCases> call, String says) throws Exception {
    remotely(
        cases ->
            assertThatThrownBy(() -> call.accept(cases))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(says));
  }

  private static void remotely(Consumer<RemoteCases> call) throws Exception {
    RemoteEjb.asClient(
        () -> {
          call.accept(RemoteEjb.cases("talk"));
          return true;
        });
  }
}
