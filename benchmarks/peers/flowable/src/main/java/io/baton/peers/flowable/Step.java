package io.baton.peers.flowable;

import io.baton.peers.harness.Marks;
import org.flowable.engine.delegate.DelegateExecution;
import org.flowable.engine.delegate.JavaDelegate;

/** A step that does nothing. */
public final class Step implements JavaDelegate {
  @Override
  public void execute(DelegateExecution execution) {
    Marks.step();
  }
}
