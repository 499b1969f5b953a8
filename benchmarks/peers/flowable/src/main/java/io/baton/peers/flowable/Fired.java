package io.baton.peers.flowable;

import io.baton.peers.harness.Marks;
import java.util.Date;
import org.flowable.engine.delegate.DelegateExecution;
import org.flowable.engine.delegate.JavaDelegate;

/** The step behind a timer. */
public final class Fired implements JavaDelegate {
  @Override
  public void execute(DelegateExecution execution) {
    Marks.fired(((Date) execution.getVariable("due")).getTime());
  }
}
