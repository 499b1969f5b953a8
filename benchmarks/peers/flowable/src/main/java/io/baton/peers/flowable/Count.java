package io.baton.peers.flowable;

import io.baton.peers.harness.Marks;
import org.flowable.engine.delegate.DelegateExecution;
import org.flowable.engine.delegate.JavaDelegate;

/** A step that counts, in a variable of its case. */
public final class Count implements JavaDelegate {
  @Override
  public void execute(DelegateExecution execution) {
    execution.setVariable("number", (Integer) execution.getVariable("number") + 1);
    Marks.step();
  }
}
