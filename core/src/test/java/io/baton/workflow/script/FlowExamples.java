package io.baton.workflow.script;

import io.baton.api.BusinessException;
import io.baton.api.CancelledException;
import io.baton.api.Flow;
import io.baton.api.FlowTimer;
import io.baton.api.Later;
import io.baton.api.OnLoss;
import io.baton.api.OpenRef;
import io.baton.api.RefusedException;
import io.baton.api.Signal;
import io.baton.api.Step;
import io.baton.api.TimedOutException;
import io.baton.api.UndoOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The examples of docs/reference/flow.md and its neighbours; FlowExamplesTest runs them. */
record FlowExamples(Flow flow, Booking booking) {
  static final Signal<String> ITEM = Signal.of("item", String.class);
  static final Signal<Boolean> APPROVAL = Signal.of("approval", Boolean.class);

  String book(String who) {
    String car = booking.car(who);
    String hotel = booking.hotel(who);
    return car + " " + hotel + " " + booking.flight(who);
  }

  String bothAtOnce(String who) {
    var both = flow.all(() -> booking.car(who), () -> booking.hotel(who));
    return both.first() + " " + both.second();
  }

  List<String> oneForEach(List<String> travellers) {
    return flow.all(travellers, who -> booking.car(who));
  }

  String whicheverIsFirst(String who) {
    return flow.race(() -> booking.car(who), () -> booking.tour(who));
  }

  String carOrWalk(String who) {
    try {
      return flow.within(Duration.ofHours(2), () -> booking.tour(who));
    } catch (TimedOutException e) {
      return "on foot";
    }
  }

  String withoutUndo(String who) {
    return flow.onLoss(OnLoss.CANCEL_ONLY).race(() -> booking.car(who), () -> booking.hotel(who));
  }

  String meanwhile(String who) {
    Later<String, RuntimeException> hotel = flow.later(() -> booking.hotel(who));
    String car = booking.car(who);
    return car + " " + hotel.await();
  }

  String cleansUp(String who) {
    try {
      return flow.await(ITEM);
    } catch (CancelledException e) {
      booking.note("nobody waits for " + who + " any more");
      throw e;
    }
  }

  boolean approved() {
    try {
      return flow.await(APPROVAL, Duration.ofDays(2));
    } catch (TimedOutException e) {
      return false;
    }
  }

  String askSomebody() {
    OpenRef<String> answer = flow.ref(String.class);
    booking.note("please answer " + answer.id());
    try {
      return answer.await();
    } catch (RefusedException e) {
      return "refused: " + e.getMessage();
    }
  }

  String tripOrNothing(String who) {
    try {
      return flow.saga(
          UndoOrder.CAUSAL,
          () -> {
            flow.all(() -> booking.car(who), () -> booking.hotel(who));
            return booking.flight(who);
          });
    } catch (BusinessException noSeats) {
      return "at home";
    }
  }

  String paid(String who) {
    String receipt = booking.note("pay for " + who);
    flow.compensate(() -> booking.note("pay back " + receipt));
    return booking.flight(who);
  }

  String chapters(String who) {
    String there = flow.scope(String.class, () -> booking.car(who) + " " + booking.flight(who));
    String back = flow.scope(String.class, () -> booking.flight(who) + " " + booking.car(who));
    return there + ", " + back;
  }

  int cart() {
    return flow.fold(
        Integer.class,
        0,
        items -> {
          String item = flow.await(ITEM);
          return item.equals("pay") ? Step.done(items) : Step.again(items + 1);
        });
  }

  String subscription() {
    FlowTimer end = flow.timer("end of the year", Duration.ofDays(365));
    List<String> month = new ArrayList<>();
    while (month.size() < 2) {
      month.add(flow.await(ITEM));
    }
    if (month.contains("stop")) {
      end.cancel();
      return "stopped";
    }
    throw flow.continueAsNew(null); // The timer goes on, with the moment that it has.
  }

  String fees(String who) {
    int version = flow.version("fees", 1);
    String car = booking.car(who);
    return version == 0 ? car : car + " " + booking.note("fee for " + who);
  }
}
