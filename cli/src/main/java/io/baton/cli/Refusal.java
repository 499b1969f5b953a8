package io.baton.cli;

import io.baton.cli.journal.CaseRow;
import io.baton.cli.journal.Journal;
import io.baton.cli.local.Local;
import io.baton.model.Payload;
import io.baton.wire.Json;
import java.io.IOException;
import java.sql.SQLException;
import java.util.function.Supplier;

/** A command cannot do what it was asked; the message says why. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Refusal(String message) {
    super(message);
  }

  /** The local installation, which must be up. */
  static Local unlessUp() throws IOException {
    Local local = Local.here(Baton.progress());
    if (!local.isUp()) {
      throw new Refusal("nothing is up; start it with: ./baton up");
    }
    return local;
  }

  /** The case, which must be there. */
  static CaseRow unlessThere(Journal journal, String caseId) throws SQLException {
    return journal.find(caseId).orElseThrow(() -> new Refusal("there is no case " + caseId));
  }

  /** What the person typed, made into what it stands for. */
  static <T> T unlessAcceptable(Supplier<T> typed) {
    try {
      return typed.get();
    } catch (IllegalArgumentException e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    }
  }

  static Payload unlessJson(String text) {
    return unlessAcceptable(() -> new Payload(Json.tree(text)));
  }
}
