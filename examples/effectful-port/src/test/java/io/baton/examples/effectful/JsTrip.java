package io.baton.examples.effectful;

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
import java.util.ArrayList;
import java.util.List;

/**
 * The trip saga of kafka-workflow, line by line; right of each line, what stands in its place
 * there. It talks to reservation services by topics, and cancels what it has of them in the {@code
 * catch}, as the original does. How the same is said in Baton's own words: see the example
 * trip-booking, where the compensation list keeps itself.
 */
@Workflow(name = "trip-booking-saga")
public class JsTrip {
  static final int TIMEOUT_MS = 1000; // const TIMEOUT_MS = 1000

  Flow flow; // import * as W

  public record Opts(boolean throwAfterHotel) {}

  public record Reservation(String id) {}

  public record Trip(Reservation car, Reservation hotel, Reservation flight) {}

  private Trip timeout() { // async function timeout()
    OpenRef<JsonNode> resume = flow.ref(JsonNode.class); // W.suspend()
    String key = "%s|{\"ref\":\"%s\"}".formatted(flow.threadId(), resume.id()); // W.threadId
    flow.outputText(
        "workflow-scheduler", key, String.valueOf(TIMEOUT_MS)); // W.output(value, topic, key)
    try {
      resume.await(); // await resume
    } catch (RuntimeException e) {
      if (e instanceof CancelledException) { // e instanceof W.CancelToken
        flow.outputText("workflow-scheduler", key, "0"); // W.output("0", …)
      }
      return null;
    }
    throw new BusinessException("timeout"); // throw "timeout"
  }

  private Reservation reserve(String kind) { // async function reserve(kind)
    OpenRef<JsonNode> resume = flow.ref(JsonNode.class); // W.suspend()
    flow.outputText("saga-reserve-" + kind, resume.id()); // W.output(resume.id, topic)
    Reservation reservation = new Reservation(resume.id());
    try {
      resume.await(); // await resume
    } catch (CancelledException e) { // e instanceof W.CancelToken
      cancel(kind, reservation);
      throw e;
    }
    return reservation;
  }

  private Reservation cancel(String kind, Reservation reservation) {
    flow.outputText("saga-cancel-" + kind, reservation.id()); // W.output(handler.id, topic)
    return reservation;
  }

  // S.regOpaqueObject(…), bind(…): nothing; lambdas may capture what they like.
  // W.config.outputTopics.add(…): the list "outputs" in the settings of the topic workflow-resume.

  @Start
  public Trip main(Opts opts) { // export async function main(opts)
    Forks promise = flow.onLoss(OnLoss.CANCEL_ONLY);
    List<Branch<Reservation, RuntimeException>> compensations = new ArrayList<>();
    try {
      return promise.<Trip, RuntimeException>race( // await Promise.race([
          () -> {
            var all =
                promise.<Reservation, Reservation, Reservation, RuntimeException>all( // Promise.all
                    () -> {
                      Reservation car = reserve("car"); // await reserveCar()
                      compensations.add(() -> cancel("car", car)); // compensations.push
                      return car;
                    },
                    () -> {
                      Reservation hotel = reserve("hotel"); // await reserveHotel()
                      compensations.add(() -> cancel("hotel", hotel));
                      if (opts.throwAfterHotel()) {
                        throw new BusinessException("something is wrong"); // throw "…"
                      }
                      return hotel;
                    },
                    () -> {
                      Reservation flight = reserve("flight"); // await reserveFlight()
                      compensations.add(() -> cancel("flight", flight));
                      return flight;
                    });
            return new Trip(all.first(), all.second(), all.third());
          },
          this::timeout);
    } catch (RuntimeException e) { // catch (e)
      flow.all(compensations); // await Promise.all(compensations.map(i => i()))
      throw e;
    }
  }
}
