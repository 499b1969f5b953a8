package io.baton.cdi;

import io.baton.api.ActivityContext;
import io.baton.workflow.script.CurrentActivity;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Lets activity beans of any scope inject the context of the command that they run for. */
@ApplicationScoped
public class CurrentActivityBean implements ActivityContext {
  @Override
  public String caseId() {
    return CurrentActivity.get().caseId();
  }

  @Override
  public String ref() {
    return CurrentActivity.get().ref();
  }

  @Override
  public String activity() {
    return CurrentActivity.get().activity();
  }

  @Override
  public int attempt() {
    return CurrentActivity.get().attempt();
  }

  @Override
  public boolean undo() {
    return CurrentActivity.get().undo();
  }

  @Override
  public String idempotencyKey() {
    return CurrentActivity.get().idempotencyKey();
  }

  @Override
  public String starter() {
    return CurrentActivity.get().starter();
  }

  @Override
  public String node() {
    return CurrentActivity.get().node();
  }

  @Override
  public Instant deadline() {
    return CurrentActivity.get().deadline();
  }
}
