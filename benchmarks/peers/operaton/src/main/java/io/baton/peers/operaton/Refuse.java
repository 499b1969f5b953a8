package io.baton.peers.operaton;

import io.baton.peers.harness.Marks;
import org.operaton.bpm.engine.delegate.BpmnError;
import org.operaton.bpm.engine.delegate.DelegateExecution;
import org.operaton.bpm.engine.delegate.JavaDelegate;

/** A step that fails for good. */
public final class Refuse implements JavaDelegate {
  @Override
  public void execute(DelegateExecution execution) {
    Marks.step();
    throw new BpmnError("FULL");
  }
}
