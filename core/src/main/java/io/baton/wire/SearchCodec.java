package io.baton.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.baton.api.CaseSearch;
import io.baton.api.CaseStatus;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A search for cases as JSON: {@code {"workflow":…,"status":…,"attributes":{"city":"paris"}}}. */
public final class SearchCodec {
  private SearchCodec() {}

  /**
   * @throws UnreadableException saying what is wrong and where
   */
  public static CaseSearch read(String text, CaseSearch search) {
    try {
      Body body = Json.STRICT.treeToValue(Json.tree(text), Body.class);
      if (body == null) {
        throw new UnreadableException("expected an object, found null");
      }
      if (body.workflow() != null) {
        search.workflow(body.workflow());
      }
      if (body.status() != null) {
        search.status(body.status());
      }
      if (body.businessKey() != null) {
        search.businessKey(body.businessKey());
      }
      if (body.attributes() != null) {
        body.attributes().forEach(search::attribute);
      }
      return body.max() == null ? search : search.max(body.max());
    } catch (JsonProcessingException e) {
      throw Json.unreadable(e);
    }
  }

  private record Body(
      @Nullable String workflow,
      @Nullable CaseStatus status,
      @Nullable String businessKey,
      @Nullable Map<String, JsonNode> attributes,
      @Nullable Integer max) {}
}
