package io.baton.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a record wants of the engine. */
public sealed interface RecordWish {
  /** A case is to be started; one of its id that is there already is as good. */
  record Start(StartRequest request) implements RecordWish {}

  /**
   * A command to a case.
   *
   * @param command its id is the same whenever the record comes
   * @param keep how long it waits for a case that is not there yet
   */
  record Answer(Command command, Duration keep) implements RecordWish {}

  /**
   * A signal to a case, or to those that hear it under its key; it waits as long as it says for a
   * case that is not there yet, and then as long to be read.
   */
  record Signal(SignalRequest request) implements RecordWish {}

  /**
   * A signal to all cases that have not ended and have this attribute, also to those that nobody
   * holds in memory; it waits for the first of them.
   *
   * @param messageId each case takes a signal of this id once
   */
  record Found(
      String attribute,
      Payload equal,
      String signal,
      Payload value,
      String messageId,
      Duration keep)
      implements RecordWish {
    public Found {
      Limits.name("attribute", attribute, 100);
      Limits.name("signal", signal, 100);
    }

    /** The signal to one of them. */
    public SignalRequest to(CaseId id) {
      return new SignalRequest(id, null, signal, value, messageId, keep);
    }
  }

  /**
   * What a worker tells in the format of another system.
   *
   * @param request null when only the answer itself can tell which one it is for
   * @param keep how long it waits for a case that is not there yet and that it does not open
   */
  record Told(TaskAnswer answer, TaskAnswer.@Nullable Request request, Duration keep)
      implements RecordWish {}

  /** A workflow as data is to be deployed. */
  record Define(String document) implements RecordWish {}

  /**
   * A thread is to be started: a case that is known by the record's key, and by another one after
   * the end of the first.
   *
   * @param version null for the highest
   * @param named where the workflow's name comes from, for people
   */
  record StartThread(
      String workflow,
      @Nullable Integer version,
      String named,
      Payload input,
      Naming naming,
      OnLive onLive)
      implements RecordWish {
    /** What is done when the thread is under way already. */
    public enum OnLive {
      /** Nothing; it is counted. */
      IGNORE,
      /** The record is parked. */
      REFUSE,
      /** The case is cancelled, and another one begins. */
      RESTART
    }
  }

  /**
   * An answer to what a thread awaits.
   *
   * @param name of the ref
   * @param value what the answer is, or what is said of the failure
   * @param keep how long it waits for the thread, or for the ref; zero when it does not
   */
  record AnswerThread(
      String thread, String name, Payload value, @Nullable Failure failure, Duration keep)
      implements RecordWish {
    public AnswerThread {
      Limits.name("thread id", thread, Naming.MAX_THREAD);
      Limits.name("ref", name, 200);
    }
  }

  /**
   * A timer that belongs to a key of a topic rather than to a case.
   *
   * @param key as the record has it
   * @param wake null to take the timer back
   */
  record KeyTimer(String topic, String key, @Nullable Wake wake) implements RecordWish {}

  /** When, and what is put on which topic then. */
  record Wake(Instant due, String topic, String key, String value) {}

  /**
   * Nothing is to be done; that is counted.
   *
   * @param reason up to 100 characters, the same for all of its kind
   */
  record Nothing(String reason) implements RecordWish {}
}
