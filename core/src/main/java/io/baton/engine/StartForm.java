package io.baton.engine;

import io.baton.api.Cases.CaseHandle;
import io.baton.api.Cases.StartSpec;
import io.baton.api.StartRefusedException;
import io.baton.model.CaseId;
import io.baton.model.Circumstances;
import io.baton.model.Codes;
import io.baton.model.Event;
import io.baton.model.Payload;
import io.baton.model.StartRequest;
import io.baton.model.Trace;
import io.baton.wire.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How a case is to be started, as it is being filled in. */
final class StartForm implements StartSpec {
  private final Kernel kernel;
  private final CaseStarter starter;
  private final Supplier<String> caller;
  private final String workflow;
  private @Nullable Integer version;
  private @Nullable CaseId caseId;
  private @Nullable String businessKey;
  private final Map<String, String> labels = new LinkedHashMap<>();
  private @Nullable Instant notBefore;
  private @Nullable Trace trace;
  private int priority = Event.CaseStarted.ORDINARY;

  StartForm(Kernel kernel, CaseStarter starter, Supplier<String> caller, String workflow) {
    this.kernel = kernel;
    this.starter = starter;
    this.caller = caller;
    this.workflow = workflow;
  }

  @Override
  public StartSpec version(int wanted) {
    version = wanted;
    return this;
  }

  @Override
  public StartSpec caseId(String id) {
    return id(refusing(() -> new CaseId(id)));
  }

  @Override
  public StartSpec idempotencyKey(String key) {
    return id(refusing(() -> CaseId.of(workflow, key)));
  }

  private StartSpec id(CaseId id) {
    if (caseId != null && !caseId.equals(id)) {
      throw new StartRefusedException(
          Codes.INPUT_REFUSED,
          "the case cannot be '%s' and '%s': either caseId or idempotencyKey"
              .formatted(caseId, id));
    }
    caseId = id;
    return this;
  }

  @Override
  public StartSpec businessKey(String key) {
    businessKey = key;
    return this;
  }

  @Override
  public StartSpec priority(int wanted) {
    priority = wanted;
    return this;
  }

  @Override
  public StartSpec label(String name, String value) {
    labels.put(name, value);
    return this;
  }

  @Override
  public StartSpec notBefore(Instant moment) {
    notBefore = moment;
    return this;
  }

  @Override
  public StartSpec trace(@Nullable String traceparent, @Nullable String tracestate) {
    trace = Trace.read(traceparent, tracestate);
    return this;
  }

  @Override
  public CaseHandle start(@Nullable Object input) {
    Payload payload = payload(input);
    String requestId = UUID.randomUUID().toString();
    StartRequest request =
        refusing(
            () ->
                new StartRequest(
                    workflow,
                    version,
                    caseId,
                    payload,
                    null,
                    requestId,
                    businessKey,
                    priority,
                    new Circumstances(labels, notBefore, null, trace, null)));
    CaseStarter.Started started =
        kernel.transactions().joined(() -> starter.start(request, caller.get()));
    return new CaseView(kernel, started.id(), started.created(), caller);
  }

  private Payload payload(@Nullable Object input) {
    try {
      return Json.payload(input);
    } catch (IllegalArgumentException e) {
      throw new StartRefusedException(
          Codes.INPUT_REFUSED, "input of workflow '" + workflow + "': " + e.getMessage());
    }
  }

  private static <T> T refusing(Supplier<T> checked) {
    try {
      return checked.get();
    } catch (IllegalArgumentException e) {
      throw new StartRefusedException(Codes.INPUT_REFUSED, String.valueOf(e.getMessage()));
    }
  }
}
