package io.baton.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.baton.model.ActivityName;
import io.baton.model.CaseId;
import io.baton.model.Effect;
import io.baton.model.RefId;

/**
 * What workers elsewhere are told when nobody awaits their answer any more: {@code
 * {"schema":1,"case":"trip-1","ref":"2","activity":"Booking.car","destination":"car","attempt":1}}.
 */
public final class CallOffCodec {
  private static final int SCHEMA = 1;

  private CallOffCodec() {}

  public static String write(Effect.CallOff off) {
    Body body =
        new Body(SCHEMA, off.caseId(), off.ref(), off.activity(), off.destination(), off.attempt());
    try {
      return Json.LENIENT_ENVELOPE.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a message cannot be written: " + e.getMessage(), e);
    }
  }

  private record Body(
      int schema,
      @JsonProperty("case") CaseId caseId,
      RefId ref,
      ActivityName activity,
      String destination,
      int attempt) {}
}
