package io.baton.workflow.script;

import io.baton.api.Activity;
import io.baton.api.BusinessException;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The activities of these trials. */
public interface Shop {
  @Activity
  String pick(String what) throws SoldOut;

  @Activity
  void pay(double amount, BigDecimal tip);

  @Activity
  @Nullable String label(Map<String, Integer> parts, @Nullable String note);

  String noActivity();

  /** Checked, with a message. */
  class SoldOut extends Exception {
    private static final long serialVersionUID = 1L;

    public SoldOut(String message) {
      super(message);
    }
  }

  /** Not in any throws clause. */
  class Refused extends BusinessException {
    private static final long serialVersionUID = 1L;

    public Refused(String message) {
      super(message);
    }
  }
}
