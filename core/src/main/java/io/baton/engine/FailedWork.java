package io.baton.engine;

import io.baton.model.Command;
import io.baton.port.Activities.Outcome;

/** Work whose transaction is to be rolled back, and its failure recorded in another one. */
public record FailedWork(Command.Work work, Outcome.Failed outcome) {}
