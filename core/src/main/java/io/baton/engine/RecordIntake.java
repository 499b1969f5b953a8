package io.baton.engine;

import com.fasterxml.jackson.databind.node.TextNode;
import io.baton.api.DeploymentRefusedException;
import io.baton.api.StartRefusedException;
import io.baton.engine.RecordTopics.Topic;
import io.baton.model.Codes;
import io.baton.model.Effect;
import io.baton.model.Incident;
import io.baton.model.Incident.Kind;
import io.baton.model.Payload;
import io.baton.model.RecordWish;
import io.baton.model.StreamRecord;
import io.baton.port.Counters;
import io.baton.port.Inbox;
import io.baton.port.Inbox.Place;
import io.baton.wire.UnreadableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes records in: each once and, where they have a lane, in its order. The host begins the
 * transaction and ends it as {@link Taken} says.
 */
public final class RecordIntake {
  /** How long a lane's record may be missing before people are told. */
  public static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final System.Logger LOG = System.getLogger(RecordIntake.class.getName());
  private static final int AT_ONCE = 100;

  private final Kernel kernel;
  private final RecordTopics topics;
  private final RecordDesk desk;
  private final RecordParking parking;
  private final Gaps gaps;

  public RecordIntake(
      Kernel kernel,
      RecordTopics topics,
      RecordDesk desk,
      RecordParking parking,
      Duration patience) {
    this.kernel = kernel;
    this.topics = topics;
    this.desk = desk;
    this.parking = parking;
    this.gaps = new Gaps(kernel.store(), kernel.transactions(), patience);
  }

  /** What the host does with the record's transaction. */
  public sealed interface Taken {
    /** Commit. */
    record Done() implements Taken {}

    /** Roll back; the record comes again. */
    record ComeAgain(String why) implements Taken {}
  }

  /** Joins the caller's transaction. */
  public Taken take(StreamRecord record, Delivery delivery) {
    StreamRecord.Lane on = record.lane();
    if (on == null) {
      return carryOut(record, delivery);
    }
    Inbox inbox = kernel.store().inbox();
    Inbox.Lane lane = new Inbox.Lane(record.id().source(), on.number());
    gaps.tellIfItLasts(lane, record);
    long last = inbox.lock(lane);
    if (record.id().offset() <= last) {
      kernel.store().counters().count(Counters.RECORDS_REPEATED, RecordDesk.about(record));
      return new Taken.Done();
    }
    if (on.previous() > last) {
      gaps.found(lane, on.previous());
      return new Taken.ComeAgain(
          "%s comes after record %d, the lane is at %d"
              .formatted(record.place(), on.previous(), last));
    }
    Taken taken = carryOut(record, delivery);
    if (taken instanceof Taken.Done) {
      inbox.moveOn(lane, record.id().offset());
      gaps.closed(lane);
    }
    return taken;
  }

  private Taken carryOut(StreamRecord record, Delivery delivery) {
    Optional<Topic> topic = topics.of(record.topic());
    if (topic.isEmpty()) {
      refuse(record, Kind.REJECTED, Codes.RECORD_OF_NO_TOPIC, "nothing says how its topic is read");
      return new Taken.Done();
    }
    try {
      RecordWish wish = read(topic.get(), record);
      Optional<Place> place = desk.place(wish);
      boolean there = place.isPresent() && desk.isThere(place.get());
      if (there && release(place.get()) instanceof Taken.ComeAgain notYet) {
        return notYet; // What came earlier goes first.
      }
      Taken taken = taken(desk.handle(wish, record, delivery));
      boolean opened = !there && place.isPresent() && opens(wish) && desk.isThere(place.get());
      return opened && taken instanceof Taken.Done ? release(place.get()) : taken;
    } catch (UnreadableException e) {
      refuse(record, Kind.POISON, Codes.RECORD_UNREADABLE, String.valueOf(e.getMessage()));
    } catch (StartRefusedException e) {
      refuse(record, Kind.REJECTED, Codes.RECORD_REFUSED, String.valueOf(e.getMessage()));
    } catch (DeploymentRefusedException e) {
      refuse(record, Kind.REJECTED, Codes.RECORD_REFUSED, String.valueOf(e.getMessage()));
    }
    return new Taken.Done();
  }

  private static boolean opens(RecordWish wish) {
    return wish instanceof RecordWish.Start
        || wish instanceof RecordWish.StartThread
        || wish instanceof RecordWish.Told;
  }

  private static Taken taken(Handled handled) {
    return handled instanceof Handled.RollBack notYet
        ? new Taken.ComeAgain(notYet.why())
        : new Taken.Done();
  }

  /** What a reader does not look at itself is refused by what it makes of it. */
  private static RecordWish read(Topic topic, StreamRecord record) {
    try {
      return topic.reader().read(record);
    } catch (UnreadableException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new UnreadableException(String.valueOf(e.getMessage()));
    }
  }

  /** Nothing is lost: it is put aside whole, somebody is told, and so is whoever wants to know. */
  private void refuse(StreamRecord record, Kind kind, String code, String why) {
    String reason = record.place() + ": " + why;
    kernel.store().raise(new Incident(kind, code, null, reason, record.value()));
    kernel.store().counters().count(Counters.RECORDS_PARKED, RecordDesk.about(record));
    parking.park(record, code + " " + reason);
    topics.of(record.topic()).map(Topic::deadLetters).ifPresent(to -> tell(to, record, code, why));
  }

  private void tell(String deadLetters, StreamRecord record, String code, String why) {
    String key = record.key() == null ? record.id().text() : record.key();
    Payload value =
        record.value() == null ? Payload.NULL : new Payload(TextNode.valueOf(record.value()));
    Map<String, String> headers =
        Map.of(
            "baton_record", record.id().text(),
            "baton_topic", record.topic(),
            "baton_reason", code + " " + why);
    kernel
        .outbox()
        .publish(new Effect.Publish(null, deadLetters, key, value, true, headers, record.trace()));
  }

  /** Carries out what is kept at a place, in its order. */
  private Taken release(Place place) {
    for (StreamRecord kept : kernel.store().inbox().take(place)) {
      if (carryOut(kept, Delivery.FIRST) instanceof Taken.ComeAgain notYet) {
        return notYet;
      }
    }
    return new Taken.Done();
  }

  /**
   * Called with every beat: carries out what waited for a case that is there now, and puts aside
   * what nobody took in time.
   *
   * @return how many places and records that were
   */
  public int beat() {
    Inbox inbox = kernel.store().inbox();
    List<Place> ready = kernel.transactions().separate(() -> inbox.ready(AT_ONCE));
    ready.forEach(this::releaseAlone);
    int all = ready.size();
    int some;
    do {
      some = kernel.transactions().separate(this::putAside);
      all += some;
    } while (some == AT_ONCE);
    return all;
  }

  /** What cannot be taken now is tried at the next beat, and keeps nobody else waiting. */
  private void releaseAlone(Place place) {
    try {
      kernel
          .transactions()
          .separate(
              () -> {
                if (release(place) instanceof Taken.ComeAgain notYet) {
                  throw new NotYet(notYet.why());
                }
                return place;
              });
    } catch (NotYet e) {
      LOG.log(System.Logger.Level.DEBUG, "{0} waits: {1}", place, e.getMessage());
    }
  }

  private int putAside() {
    List<Inbox.Expired> over = kernel.store().inbox().expired(AT_ONCE);
    for (Inbox.Expired each : over) {
      String why = "nobody took it in time: it waited for " + each.place();
      refuse(each.record(), Kind.SIGNAL, Codes.RECORD_EXPIRED, why);
    }
    return over.size();
  }

  /** Rolls a transaction of ours back. */
  private static final class NotYet extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotYet(String why) {
      super(why);
    }
  }
}
