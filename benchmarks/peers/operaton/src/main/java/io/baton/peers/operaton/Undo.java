package io.baton.peers.operaton;

import io.baton.peers.harness.Marks;
import org.operaton.bpm.engine.delegate.DelegateExecution;
import org.operaton.bpm.engine.delegate.JavaDelegate;

/** Takes a step back. */
public final class Undo implements JavaDelegate {
  @Override
  public void execute(DelegateExecution execution) {
    Marks.undo();
  }
}
