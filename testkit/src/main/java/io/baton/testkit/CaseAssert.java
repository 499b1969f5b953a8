package io.baton.testkit;

import io.baton.api.CaseStatus;
import io.baton.model.Case;
import io.baton.model.Failure;
import io.baton.model.Payload;
import io.baton.wire.Json;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/**
 * What a test expects of a case. Each failure tells what the case waits for and its timeline.
 * Activities are named with or without their interface.
 */
public final class CaseAssert {
  private final TestedCase tested;

  private CaseAssert(TestedCase tested) {
    this.tested = tested;
  }

  public static CaseAssert assertThat(TestedCase tested) {
    return new CaseAssert(tested);
  }

  /** It has ended well, whatever it returned. */
  public CaseAssert completed() {
    return is(CaseStatus.COMPLETED);
  }

  /** It has ended well and returned this, as JSON. */
  public CaseAssert completedWith(@Nullable Object result) {
    completed();
    Payload expected = Json.payload(result);
    Payload actual = tested.now().result();
    if (actual == null || !actual.sameAs(expected)) {
      throw failure("expected it to return %s, it returned %s".formatted(expected, actual));
    }
    return this;
  }

  /**
   * It has ended otherwise than well, what it did is undone, and the reason has this text.
   *
   * @param text a part of the failure's message or of its type
   */
  public CaseAssert failedWith(String text) {
    Failure failure = failed();
    if (!failure.toString().contains(text)) {
      throw failure("expected it to fail with '%s', it failed with %s".formatted(text, failure));
    }
    return this;
  }

  /** It has ended otherwise than well because the workflow threw this. */
  public CaseAssert failedWith(Class<? extends Exception> type) {
    Failure failure = failed();
    if (!failure.type().equals(type.getName())) {
      throw failure(
          "expected it to fail with %s, it failed with %s".formatted(type.getName(), failure));
    }
    return this;
  }

  private Failure failed() {
    Case now = tested.now();
    Failure failure = now.failure();
    if (failure == null || !now.status().isEnd()) {
      throw failure("expected it to have failed, it is " + now.status());
    }
    return failure;
  }

  /** It was cancelled from outside, and has undone what it did. */
  public CaseAssert cancelled() {
    return is(CaseStatus.CANCELLED);
  }

  /**
   * It waits for an operator, for a reason with this text.
   *
   * @param text a part of the obstacle's message or of its type
   */
  public CaseAssert parkedWith(String text) {
    is(CaseStatus.PARKED);
    String obstacle = String.valueOf(tested.now().obstacle());
    if (!obstacle.contains(text)) {
      throw failure("expected it to be parked with '%s', it is with %s".formatted(text, obstacle));
    }
    return this;
  }

  /** It goes on, and is neither undoing nor parked. */
  public CaseAssert running() {
    return is(CaseStatus.RUNNING);
  }

  public CaseAssert is(CaseStatus expected) {
    if (tested.status() != expected) {
      throw failure("expected it to be %s, it is %s".formatted(expected, tested.status()));
    }
    return this;
  }

  /** These activities gave their result, in this order, and no others. */
  public CaseAssert did(String... activities) {
    return same("did", Arrays.asList(activities), tested.did());
  }

  /** These activities took an effect back, in this order, and no others. */
  public CaseAssert undid(String... activities) {
    return same("undid", Arrays.asList(activities), tested.undid());
  }

  private CaseAssert same(String what, List<String> expected, List<String> actual) {
    boolean same = expected.size() == actual.size();
    for (int i = 0; same && i < expected.size(); i++) {
      String full = actual.get(i);
      same = full.equals(expected.get(i)) || full.endsWith("." + expected.get(i));
    }
    if (!same) {
      throw failure("expected that it %s %s, it %s %s".formatted(what, expected, what, actual));
    }
    return this;
  }

  /** It waits for something whose description has this text: {@code signal approval}, say. */
  public CaseAssert waitsFor(String text) {
    if (tested.openRefs().stream().noneMatch(open -> open.contains(text))) {
      throw failure(
          "expected it to wait for '%s', it waits for %s".formatted(text, tested.openRefs()));
    }
    return this;
  }

  /** It waits for nothing: no answer, no timer, no undo; and took every signal that came. */
  public CaseAssert hasNoOpenRefs() {
    if (!tested.openRefs().isEmpty()) {
      throw failure("expected it to wait for nothing, it waits for " + tested.openRefs());
    }
    if (!tested.now().status().isEnd() && !tested.now().unreadSignals().isEmpty()) {
      throw failure("nobody took " + tested.now().unreadSignals());
    }
    return this;
  }

  private AssertionFailedError failure(String what) {
    return new AssertionFailedError(tested + ": " + what + tested.describe());
  }
}
