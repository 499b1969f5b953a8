package io.baton.engine;

import io.baton.api.CaseSearch;
import io.baton.api.Cases;
import io.baton.api.Signal;
import io.baton.api.SignalOptions;
import io.baton.api.StartRefusedException;
import io.baton.api.Workflow;
import io.baton.model.CaseId;
import io.baton.model.Codes;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The client's view of cases, the same on every host. */
public final class CasesClient implements Cases {
  private final Kernel kernel;
  private final CaseStarter starter;
  private final Supplier<String> caller;
  private final Wishes wishes;

  /**
   * @param caller the name of whoever calls, as the host has it authenticated
   */
  public CasesClient(Kernel kernel, CaseStarter starter, Supplier<String> caller) {
    this.kernel = kernel;
    this.starter = starter;
    this.caller = caller;
    this.wishes = new Wishes(kernel);
  }

  @Override
  public StartSpec workflow(Class<?> workflow) {
    Workflow annotation = workflow.getAnnotation(Workflow.class);
    if (annotation == null) {
      throw new StartRefusedException(
          Codes.UNKNOWN_WORKFLOW, workflow.getName() + " has no @Workflow");
    }
    return workflow(annotation.name());
  }

  @Override
  public StartSpec workflow(String name) {
    starter.checkDeployed(name);
    return new StartForm(kernel, starter, caller, name);
  }

  @Override
  public CaseHandle get(String caseId) {
    return new CaseView(kernel, new CaseId(caseId), false, caller);
  }

  @Override
  public <T> int publish(Signal<T> signal, String key, T value, SignalOptions how) {
    return wishes.publish(signal, key, value, how);
  }

  @Override
  public void answer(String openRefId, @Nullable Object value) {
    wishes.answer(openRefId, value);
  }

  @Override
  public void refuse(String openRefId, String message) {
    wishes.refuse(openRefId, message);
  }

  @Override
  public CaseSearch find() {
    return new Search(kernel);
  }
}
