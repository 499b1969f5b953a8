package io.baton.peers.flowable;

import io.baton.peers.harness.Marks;
import org.flowable.engine.delegate.BpmnError;
import org.flowable.engine.delegate.DelegateExecution;
import org.flowable.engine.delegate.JavaDelegate;

/** A step that fails for good. */
public final class Refuse implements JavaDelegate {
  @Override
  public void execute(DelegateExecution execution) {
    Marks.step();
    throw new BpmnError("FULL");
  }
}
