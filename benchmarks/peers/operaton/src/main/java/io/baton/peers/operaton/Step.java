package io.baton.peers.operaton;

import io.baton.peers.harness.Marks;
import org.operaton.bpm.engine.delegate.DelegateExecution;
import org.operaton.bpm.engine.delegate.JavaDelegate;

/** A step that does nothing. */
public final class Step implements JavaDelegate {
  @Override
  public void execute(DelegateExecution execution) {
    Marks.step();
  }
}
