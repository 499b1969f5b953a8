package io.baton.examples.graphs;

import io.baton.model.Command;
import io.baton.model.Command.SettleRef;
import io.baton.model.Command.SettleUndo;
import io.baton.model.CommandId;
import io.baton.model.Effect;
import io.baton.model.Failure;
import io.baton.model.Failure.Category;
import io.baton.model.Payload;
import io.baton.model.RemoteRequest;
import io.baton.standalone.ManualBaton;
import io.baton.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The test in the place of the workers: it sees what they are asked, and answers when it likes. */
final class Workers {
  private final ManualBaton baton;
  private final List<RemoteRequest> answered = new ArrayList<>();

  Workers(ManualBaton baton) {
    this.baton = baton;
  }

  /** All that was ever asked, such as {@code staging.create{"source":"s3"}}, the oldest first. */
  List<String> asked() {
    return requests().stream().map(Workers::text).toList();
  }

  /** Functions that wait for an answer. */
  List<String> open() {
    return requests().stream()
        .filter(request -> !answered.contains(request))
        .map(request -> request.activity().value())
        .toList();
  }

  private List<RemoteRequest> requests() {
    return baton.requests().stream().map(Effect.Ask::request).toList();
  }

  private static String text(RemoteRequest request) {
    return request.activity().value() + request.args().get(0);
  }

  /** The newest request for this function is done. */
  void answer(String function, @Nullable Object value) {
    settle(function, Json.payload(value), null);
  }

  /** It cannot be done, and is not to be tried again. */
  void refuse(String function, String why) {
    settle(function, null, new Failure(Category.BUSINESS, "Refused", why));
  }

  /** It was not done this time. */
  void fail(String function, String why) {
    settle(function, null, new Failure(Category.TECHNICAL, "Failed", why));
  }

  private void settle(String function, @Nullable Payload value, @Nullable Failure failure) {
    RemoteRequest request =
        requests().stream()
            .filter(r -> r.activity().value().equals(function) && !answered.contains(r))
            .reduce((older, newer) -> newer)
            .orElseThrow(() -> new AssertionError(function + " is not asked; " + asked()));
    answered.add(request);
    baton.send(command(request, value, failure));
    baton.advance(Duration.ZERO);
  }

  private Command command(
      RemoteRequest request, @Nullable Payload value, @Nullable Failure failure) {
    CommandId id = new CommandId("answer " + answered.size());
    return request.undo()
        ? new SettleUndo(request.caseId(), id, request.ref(), request.attempt(), failure)
        : new SettleRef(request.caseId(), id, request.ref(), request.attempt(), value, failure);
  }
}
