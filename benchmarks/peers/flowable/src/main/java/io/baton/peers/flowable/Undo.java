package io.baton.peers.flowable;

import io.baton.peers.harness.Marks;
import org.flowable.engine.delegate.DelegateExecution;
import org.flowable.engine.delegate.JavaDelegate;

/** Takes a step back. */
public final class Undo implements JavaDelegate {
  @Override
  public void execute(DelegateExecution execution) {
    Marks.undo();
  }
}
