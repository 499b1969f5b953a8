package io.baton.standalone;

import io.baton.port.Transactions.Completion;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One transaction: what is to happen if, and only if, it commits. */
final class LocalTransaction {
  private final List<Completion> completions = new ArrayList<>();
  private final List<Message> sent = new ArrayList<>();
  private boolean rollbackOnly;

  boolean isRollbackOnly() {
    return rollbackOnly;
  }

  void setRollbackOnly() {
    rollbackOnly = true;
  }

  void add(Completion completion) {
    completions.add(completion);
  }

  void send(Message message) {
    sent.add(message);
  }

  /** Stores first, messages then: nobody sees a message before the case that sent it. */
  void end(boolean committed, Consumer<List<Message>> queue) {
    completions.forEach(completion -> completion.ended(committed));
    if (committed) {
      queue.accept(sent);
    }
  }
}
