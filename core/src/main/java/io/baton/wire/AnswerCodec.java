package io.baton.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.baton.model.Answer;

/** Answers as the text of a message: the largest result that a case may have fits into one. */
public final class AnswerCodec {
  private AnswerCodec() {}

  public static String write(Answer answer) {
    try {
      return Json.LENIENT_ENVELOPE.writeValueAsString(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer cannot be written: " + e.getMessage(), e);
    }
  }
}
