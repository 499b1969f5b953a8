package io.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.CommandId;
import io.baton.model.Effect;
import io.baton.model.Failure;
import io.baton.model.Incident;
import io.baton.model.RefId;
import io.baton.port.CaseStore;
import io.baton.wire.RemoteRequestCodec;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
  private static final Command DEAD =
      new Command.CancelCase(new CaseId("unseen"), new CommandId("cancel 1"), "too late");

  private final Memory host = new Memory();
  private final List<Incident> incidents = new ArrayList<>();

  @Test
  void a_command_that_is_early_for_its_case_is_sent_again_with_growing_delays() {
    for (int hops = 0; hops < 5; hops++) {
      deadLetters(() -> true).handle(List.of(DEAD), new Delivery(1, hops));
    }

    assertThat(host.sent)
        .extracting(Effect.Send::delay)
        .containsExactly(
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(8),
            Duration.ofSeconds(16),
            Duration.ofSeconds(32));
    assertThat(incidents).isEmpty();
  }

  @Test
  void a_request_that_no_worker_could_handle_is_a_failed_attempt() {
    for (boolean undo : new boolean[] {false, true}) {
      deadLetters(() -> true)
          .handle(new RemoteRequestCodec.Asked(new CaseId("t"), new RefId("2"), undo, 3));
    }

    Failure failure =
        new Failure(
            Failure.Category.TECHNICAL,
            "Undeliverable",
            "no worker could handle the request, however often it was delivered");
    assertThat(host.sent)
        .extracting(Effect.Send::command)
        .containsExactly(
            new Command.SettleRef(
                new CaseId("t"),
                new CommandId("undeliverable 2#3"),
                new RefId("2"),
                3,
                null,
                failure),
            new Command.SettleUndo(
                new CaseId("t"),
                new CommandId("undeliverable undo 2#3"),
                new RefId("2"),
                3,
                failure));
  }

  @Test
  void a_command_of_no_case_becomes_an_incident_in_the_end() {
    deadLetters(() -> true).handle(List.of(DEAD), new Delivery(1, 5));

    assertThat(incidents).extracting(Incident::code).containsExactly("BATON-1304");
    assertThat(host.sent).isEmpty();
  }

  @Test
  void a_command_whose_case_another_transaction_has_just_created_is_sent_again() {
    deadLetters(() -> false).handle(List.of(DEAD), new Delivery(1, 5));

    assertThat(host.sent).hasSize(1);
    assertThat(incidents).isEmpty();
  }

  @Test
  void a_command_whose_case_is_in_doubt_stays_a_dead_letter() {
    DeadLetters deadLetters =
        deadLetters(
            () -> {
              throw new IllegalStateException("waited in vain");
            });

    assertThatThrownBy(() -> deadLetters.handle(List.of(DEAD), new Delivery(1, 5)))
        .hasMessage("waited in vain");
    assertThat(incidents).isEmpty();
    assertThat(host.sent).isEmpty();
  }

  /** Over a store that sees no case, and answers like {@code creating} when asked to create one. */
  private DeadLetters deadLetters(Supplier<Boolean> creating) {
    CaseStore blind =
        (CaseStore)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {CaseStore.class},
                (proxy, method, args) ->
                    switch (method.getName()) {
                      case "handled" -> Set.of();
                      case "read" -> Optional.empty();
                      case "create" -> creating.get();
                      case "raise" -> {
                        incidents.add((Incident) args[0]);
                        yield null;
                      }
                      default -> throw new UnsupportedOperationException(method.getName());
                    });
    return new DeadLetters(
        new Kernel(blind, host, host, host.plans, host.plans, host, (id, workflow, turn) -> {}));
  }
}
