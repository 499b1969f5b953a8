package io.baton.engine;

import io.baton.api.Cases;
import io.baton.api.StartRefusedException;
import io.baton.api.Workflow;
import io.baton.model.CaseId;
import io.baton.model.Codes;
import io.baton.model.Payload;
import io.baton.model.StartRequest;
import io.baton.wire.Json;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The client's view of cases, the same on every host. */
public final class CasesClient implements Cases {
  private final Kernel kernel;
  private final CaseStarter starter;
  private final Supplier<String> caller;

  /**
   * @param caller the name of whoever calls, as the host has it authenticated
   */
  public CasesClient(Kernel kernel, CaseStarter starter, Supplier<String> caller) {
    this.kernel = kernel;
    this.starter = starter;
    this.caller = caller;
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
    return new Spec(name);
  }

  @Override
  public CaseHandle get(String caseId) {
    return new CaseView(kernel, new CaseId(caseId), false);
  }

  private final class Spec implements StartSpec {
    private final String workflow;
    private @Nullable Integer version;
    private @Nullable CaseId caseId;

    Spec(String workflow) {
      this.workflow = workflow;
    }

    @Override
    public StartSpec version(int version) {
      this.version = version;
      return this;
    }

    @Override
    public StartSpec caseId(String caseId) {
      try {
        this.caseId = new CaseId(caseId);
      } catch (IllegalArgumentException e) {
        throw new StartRefusedException(Codes.INPUT_REFUSED, String.valueOf(e.getMessage()));
      }
      return this;
    }

    @Override
    public CaseHandle start(@Nullable Object input) {
      String requestId = UUID.randomUUID().toString();
      StartRequest request =
          new StartRequest(workflow, version, caseId, payload(input), null, requestId);
      CaseStarter.Started started =
          kernel.transactions().joined(() -> starter.start(request, caller.get()));
      return new CaseView(kernel, started.id(), started.created());
    }

    private Payload payload(@Nullable Object input) {
      try {
        return Json.payload(input);
      } catch (IllegalArgumentException e) {
        throw new StartRefusedException(
            Codes.INPUT_REFUSED, "input of workflow '" + workflow + "': " + e.getMessage());
      }
    }
  }
}
