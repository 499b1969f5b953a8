package io.baton.graph.records;

import io.baton.model.CaseId;
import io.baton.model.RefId;
import io.baton.model.StreamRecord;
import io.baton.model.TaskAnswer;
import io.baton.wire.HeadersCodec;
import io.baton.wire.UnreadableException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Headers of a request, as far as its worker has copied them into the answer. */
record CopiedHeaders(Map<String, String> all) {
  private static final String CASE = "baton_case";
  private static final String REF = "baton_ref";
  private static final String ATTEMPT = "baton_attempt";
  private static final String UNDO = "baton_undo";

  static CopiedHeaders of(StreamRecord record) {
    String headers = record.headers();
    return new CopiedHeaders(headers == null ? Map.of() : HeadersCodec.read(headers));
  }

  /**
   * Null when they do not tell, also when they are those of another case's request: a worker may
   * tell of several cases in the course of one request.
   *
   * @throws UnreadableException when they say what cannot be
   */
  TaskAnswer.@Nullable Request request(CaseId of) {
    String ref = all.get(REF);
    if (ref == null || !of.value().equals(all.getOrDefault(CASE, of.value()))) {
      return null;
    }
    try {
      return new TaskAnswer.Request(new RefId(ref), attempt(), "true".equals(all.get(UNDO)));
    } catch (NumberFormatException e) {
      throw new UnreadableException("header %s: '%s'".formatted(ATTEMPT, all.get(ATTEMPT)));
    } catch (IllegalArgumentException e) {
      throw new UnreadableException("header %s: %s".formatted(REF, e.getMessage()));
    }
  }

  /** 0 when it is not told. */
  private int attempt() {
    String told = all.get(ATTEMPT);
    return told == null ? 0 : Math.max(0, Integer.parseInt(told));
  }
}
