package io.baton.graph.executor;

/** Where an execution or a task run stands, in the words of the executor's messages. */
public enum RunState {
  CREATED(false),
  RUNNING(false),
  PAUSED(false),
  RESTARTED(false),
  KILLING(false),
  SUCCESS(true),
  WARNING(true),
  FAILED(true),
  KILLED(true),
  CANCELLED(true),
  QUEUED(false),
  RETRYING(false),
  RETRIED(true),
  SKIPPED(true);

  private final boolean terminal;

  RunState(boolean terminal) {
    this.terminal = terminal;
  }

  /** True when no other state follows, ever. */
  public boolean terminal() {
    return terminal;
  }
}
