package io.baton.standalone;

import io.baton.model.Answer;
import io.baton.model.Effect;
import io.baton.model.ReplyTo;
import io.baton.port.Outbox;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Sends into this process; what a transaction sends leaves with its commit. */
final class LocalOutbox implements Outbox {
  private final LocalTransactions transactions;
  private final InstantSource clock;
  private final Outside outside;

  LocalOutbox(LocalTransactions transactions, InstantSource clock, Outside outside) {
    this.transactions = transactions;
    this.clock = clock;
    this.outside = outside;
  }

  @Override
  public void send(List<Effect.Send> commands) {
    Instant now = clock.instant();
    commands.forEach(send -> transactions.send(Message.of(send, now)));
  }

  @Override
  public void ask(Effect.Ask ask) {
    onCommit(() -> outside.add(ask));
  }

  @Override
  public void publish(Effect.Publish output) {
    onCommit(() -> outside.add(output));
  }

  @Override
  public void callOff(Effect.CallOff off) {
    onCommit(() -> outside.add(off));
  }

  private void onCommit(Runnable leave) {
    transactions.afterCompletion(
        committed -> {
          if (committed) {
            leave.run();
          }
        });
  }

  @Override
  public void reply(ReplyTo to, Answer answer) {
    throw new UndeliverableException(
        "'%s' is outside this process, and nothing leads there".formatted(to.destination()), null);
  }
}
