package io.baton.examples.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.api.Branch;
import io.baton.api.BusinessException;
import io.baton.api.CancelledException;
import io.baton.api.Flow;
import io.baton.api.Forks;
import io.baton.api.OnLoss;
import io.baton.api.OpenRef;
import io.baton.api.Start;
import io.baton.api.Workflow;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/**
 * Reserves car, hotel and flight at once, from services that hear and answer on topics. When one
 * says no, or time is over, those that said yes are told to forget it. The records are those of
 * kafka-workflow: its services and clients need not change.
 */
@Workflow(name = "trip-saga")
public class TripSaga {
  private static final long LIMIT_MILLIS = 60_000;

  @Inject Flow flow;

  /**
   * What {@code new:} carries.
   *
   * @param throwAfterHotel to see what happens when it goes wrong in the middle
   * @param limitMillis null for a minute
   */
  public record Opts(boolean throwAfterHotel, Long limitMillis) {}

  /** Known by the id of what was awaited. */
  public record Reservation(String id) {}

  /** All that a trip needs. */
  public record Trip(Reservation car, Reservation hotel, Reservation flight) {}

  @Start
  public Trip book(Opts opts) {
    Forks promise = flow.onLoss(OnLoss.CANCEL_ONLY);
    List<Branch<Reservation, RuntimeException>> compensations = new ArrayList<>();
    try {
      return promise.<Trip, RuntimeException>race(
          () -> reserveAll(promise, opts, compensations), () -> timeout(opts));
    } catch (RuntimeException e) {
      flow.all(compensations);
      throw e;
    }
  }

  private Trip reserveAll(
      Forks promise, Opts opts, List<Branch<Reservation, RuntimeException>> compensations) {
    var all =
        promise.<Reservation, Reservation, Reservation, RuntimeException>all(
            () -> reserve("car", compensations),
            () -> {
              Reservation hotel = reserve("hotel", compensations);
              if (opts.throwAfterHotel()) {
                throw new BusinessException("something is wrong");
              }
              return hotel;
            },
            () -> reserve("flight", compensations));
    return new Trip(all.first(), all.second(), all.third());
  }

  private Reservation reserve(
      String kind, List<Branch<Reservation, RuntimeException>> compensations) {
    OpenRef<JsonNode> answer = flow.ref(JsonNode.class);
    flow.outputText("saga-reserve-" + kind, answer.id());
    Reservation reservation = new Reservation(answer.id());
    try {
      answer.await();
    } catch (CancelledException e) {
      cancel(kind, reservation); // It may have been made without our hearing of it.
      throw e;
    }
    compensations.add(() -> cancel(kind, reservation));
    return reservation;
  }

  private Reservation cancel(String kind, Reservation reservation) {
    flow.outputText("saga-cancel-" + kind, reservation.id());
    return reservation;
  }

  /** By the topic of the original; {@code flow.within} would say the same without a record. */
  private Trip timeout(Opts opts) {
    OpenRef<JsonNode> over = flow.ref(JsonNode.class);
    String key = "%s|{\"ref\":\"%s\"}".formatted(flow.threadId(), over.id());
    long limit = opts.limitMillis() == null ? LIMIT_MILLIS : opts.limitMillis();
    flow.outputText("workflow-scheduler", key, Long.toString(limit));
    try {
      over.await();
    } catch (CancelledException e) {
      flow.outputText("workflow-scheduler", key, null);
      throw e;
    }
    throw new BusinessException("timeout");
  }
}
