package io.baton.port;

import io.baton.model.CaseId;
import io.baton.model.Payload;
import io.baton.model.RefId;
import io.baton.model.StreamRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * How far the records of each lane came, and the records that wait for somebody who takes them.
 * Every method joins the caller's transaction.
 */
public interface Inbox {
  /** So many records wait at one place, and no more. */
  int MAX_KEPT = 1_000;

  /**
   * Locks the lane until the end of the transaction: its records are taken one after the other,
   * those of other lanes beside it.
   *
   * @return offset of the last record that was taken; -1 for none
   */
  long lock(Lane lane);

  /** The locked lane is at this record now. */
  void moveOn(Lane lane, long offset);

  /**
   * Notes that people are told of a record that does not come.
   *
   * @return false when it is noted already, for any transaction that committed
   */
  boolean tell(Lane lane, long missing);

  /** Every lane that is known, in the order of source and number. */
  List<Reached> lanes();

  /**
   * Keeps a record behind those that are kept at this place.
   *
   * @return false, and nothing is kept, when {@value #MAX_KEPT} are there
   */
  boolean keep(Place place, StreamRecord record, Instant until);

  /**
   * Takes away what is kept at a place, in the order in which it was kept. Waits for a transaction
   * that is taking it.
   */
  List<StreamRecord> take(Place place);

  /**
   * Places at which something is kept and whose case, or a case that hears it, is there now. None
   * of {@link Kind#REF}: whoever opens a ref takes what is kept for it.
   *
   * @param max at most so many
   */
  List<Place> ready(int max);

  /**
   * Takes away what was kept until now and not taken, the earliest first. What another transaction
   * is taking is passed over.
   *
   * @param max at most so many
   */
  List<Expired> expired(int max);

  /**
   * A sequence of records.
   *
   * @param source {@link io.baton.model.RecordId#source()}
   */
  record Lane(String source, int number) {}

  /** Where a lane stands. */
  record Reached(Lane lane, long offset) {}

  /** A record that nobody took. */
  record Expired(Place place, StreamRecord record) {}

  /** What a record waits for. */
  enum Kind {
    /** The case of this id. */
    CASE,
    /** A case that hears this signal under this key. */
    SIGNAL,
    /** A case that has not ended, with this attribute. */
    ATTRIBUTE,
    /** This ref of this case. */
    REF
  }

  /**
   * Where records are kept.
   *
   * @param name up to 200 characters: of the signal or the attribute, the ref; else empty
   * @param value up to 400 characters: the id of the case, the key, the attribute's value
   */
  record Place(Kind kind, String name, String value) {
    public Place {
      if (name.length() > 200 || value.length() > 400) {
        throw new IllegalArgumentException(
            "names have up to 200 characters and keys up to 400; these have %d and %d"
                .formatted(name.length(), value.length()));
      }
    }

    public static Place of(CaseId id) {
      return new Place(Kind.CASE, "", id.value());
    }

    public static Place signal(String signal, String key) {
      return new Place(Kind.SIGNAL, signal, key);
    }

    /** The same for equal values: 1.50 is 1.5. */
    public static Place attribute(String name, Payload value) {
      if (!value.json().isNumber()) {
        return new Place(Kind.ATTRIBUTE, name, value.json().toString());
      }
      BigDecimal number = value.json().decimalValue();
      String text = number.signum() == 0 ? "0" : number.stripTrailingZeros().toString();
      return new Place(Kind.ATTRIBUTE, name, text);
    }

    public static Place of(CaseId id, RefId ref) {
      return new Place(Kind.REF, ref.value(), id.value());
    }
  }
}
