package io.baton.ejb;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.api.Cases;
import io.baton.api.RemoteCases;
import io.baton.api.StartRefusedException;
import io.baton.model.Codes;
import io.baton.wire.Json;
import io.baton.wire.UnreadableException;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Remote;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The remote view of {@link Cases}; the container brings the caller's transaction and identity. */
@Stateless(name = "Cases")
@Remote(RemoteCases.class)
@PermitAll
public class RemoteCasesBean implements RemoteCases {
  private static final long LONGEST_WAIT_MILLIS = 60_000;

  @EJB private Engine engine;

  @Override
  public String start(String workflow, int version, @Nullable String caseId, String input) {
    Cases.StartSpec start = engine.cases().workflow(workflow);
    if (version != 0) {
      start.version(version);
    }
    if (caseId != null) {
      start.caseId(caseId);
    }
    return start.start(json(input)).id();
  }

  private static JsonNode json(String input) {
    try {
      return Json.tree(input);
    } catch (UnreadableException e) {
      throw new StartRefusedException(Codes.REQUEST_UNREADABLE, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public String status(String caseId) {
    return engine.cases().get(caseId).status().name();
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public String result(String caseId, long millis) {
    Duration limit = Duration.ofMillis(Math.max(0, Math.min(millis, LONGEST_WAIT_MILLIS)));
    return String.valueOf(engine.cases().get(caseId).result(JsonNode.class, limit));
  }

  @Override
  public void cancel(String caseId, String reason) {
    engine.cases().get(caseId).cancel(reason);
  }

  @Override
  public void retry(String caseId) {
    engine.cases().get(caseId).retry();
  }
}
