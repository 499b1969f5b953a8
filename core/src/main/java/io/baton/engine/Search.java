package io.baton.engine;

import io.baton.api.CaseSearch;
import io.baton.api.CaseStatus;
import io.baton.api.FoundCase;
import io.baton.model.Payload;
import io.baton.port.CaseCatalog.Found;
import io.baton.port.CaseCatalog.Wanted;
import io.baton.wire.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A search for cases, as it is being put together. */
final class Search implements CaseSearch {
  private static final int ORDINARY_MAX = 100;
  private static final int MAX_ATTRIBUTES = 20;

  private final Kernel kernel;
  private @Nullable String workflow;
  private @Nullable CaseStatus status;
  private @Nullable String businessKey;
  private final Map<String, Payload> attributes = new LinkedHashMap<>();
  private int max = ORDINARY_MAX;

  Search(Kernel kernel) {
    this.kernel = kernel;
  }

  @Override
  public CaseSearch workflow(String name) {
    workflow = name;
    return this;
  }

  @Override
  public CaseSearch status(CaseStatus wanted) {
    status = wanted;
    return this;
  }

  @Override
  public CaseSearch businessKey(String key) {
    businessKey = key;
    return this;
  }

  @Override
  public CaseSearch attribute(String name, Object value) {
    Payload payload = Json.payload(value);
    if (!payload.json().isValueNode() || payload.json().isNull()) {
      throw new IllegalArgumentException(
          "attribute '%s': %s is no text, number or boolean".formatted(name, payload));
    }
    attributes.put(name, payload);
    if (attributes.size() > MAX_ATTRIBUTES) {
      throw new IllegalArgumentException("more than " + MAX_ATTRIBUTES + " attributes");
    }
    return this;
  }

  @Override
  public CaseSearch max(int most) {
    max = most;
    return this;
  }

  @Override
  public List<FoundCase> list() {
    Wanted wanted = new Wanted(workflow, status, businessKey, attributes, max);
    return kernel.transactions().joined(() -> kernel.store().catalog().find(wanted)).stream()
        .map(Search::told)
        .toList();
  }

  private static FoundCase told(Found found) {
    return new FoundCase(
        found.id().value(),
        found.workflow().name(),
        found.workflow().version(),
        found.status(),
        found.businessKey(),
        found.started(),
        found.ended());
  }
}
