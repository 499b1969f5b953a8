package io.baton.ejb;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.api.Cases;
import io.baton.api.RemoteCases;
import io.baton.api.Signal;
import io.baton.api.SignalOptions;
import io.baton.api.StartRefusedException;
import io.baton.model.Codes;
import io.baton.model.StartRequest;
import io.baton.wire.Json;
import io.baton.wire.SearchCodec;
import io.baton.wire.StartRequestCodec;
import io.baton.wire.UnreadableException;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Remote;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
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

  @Override
  public String startBy(String request) {
    try {
      StartRequest start = StartRequestCodec.read(request, null, UUID.randomUUID().toString());
      return engine.start(start).value();
    } catch (UnreadableException e) {
      throw new StartRefusedException(Codes.REQUEST_UNREADABLE, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void signal(String caseId, String signal, String value, @Nullable String messageId) {
    engine.cases().get(caseId).signal(named(signal), tree(value), options(messageId));
  }

  @Override
  public int publish(String signal, String key, String value, @Nullable String messageId) {
    return engine.cases().publish(named(signal), key, tree(value), options(messageId));
  }

  private static Signal<JsonNode> named(String signal) {
    return Signal.of(signal, JsonNode.class);
  }

  private static SignalOptions options(@Nullable String messageId) {
    return messageId == null ? SignalOptions.ORDINARY : SignalOptions.ORDINARY.messageId(messageId);
  }

  @Override
  public void answer(String openRefId, String value) {
    engine.cases().answer(openRefId, tree(value));
  }

  @Override
  public void refuse(String openRefId, String message) {
    engine.cases().refuse(openRefId, message);
  }

  @Override
  public String query(String caseId, String name, String args) {
    JsonNode given = tree(args);
    if (!given.isArray()) {
      throw new IllegalArgumentException("args: expected a JSON array, found " + given);
    }
    List<JsonNode> all = new ArrayList<>();
    given.forEach(all::add);
    return String.valueOf(engine.cases().get(caseId).query(name, JsonNode.class, all.toArray()));
  }

  @Override
  public String waiting(String caseId) {
    return Json.payload(engine.cases().get(caseId).waiting()).toString();
  }

  @Override
  public String find(String wanted) {
    try {
      return Json.payload(SearchCodec.read(wanted, engine.cases().find()).list()).toString();
    } catch (UnreadableException e) {
      throw new IllegalArgumentException(e.getMessage());
    }
  }

  /** A caller in another JVM has only the classes of the interface, so only their exceptions. */
  private static JsonNode tree(String json) {
    try {
      return Json.tree(json);
    } catch (UnreadableException e) {
      throw new IllegalArgumentException(e.getMessage());
    }
  }
}
