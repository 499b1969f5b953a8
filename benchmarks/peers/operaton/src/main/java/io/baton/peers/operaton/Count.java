package io.baton.peers.operaton;

import io.baton.peers.harness.Marks;
import org.operaton.bpm.engine.delegate.DelegateExecution;
import org.operaton.bpm.engine.delegate.JavaDelegate;

/** A step that counts, in a variable of its case. */
public final class Count implements JavaDelegate {
  @Override
  public void execute(DelegateExecution execution) {
    execution.setVariable("number", (Integer) execution.getVariable("number") + 1);
    Marks.step();
  }
}
