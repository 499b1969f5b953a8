package io.baton.port;

import io.baton.model.CaseId;
import io.baton.model.RefId;
import io.baton.port.Services.Held;
import java.util.List;
import java.util.Map;

/**
 * Destinations of requests that take only so many: those under way, and the line of those that
 * wait. In the line each tenant has its turn, one request at a time; among a tenant's own, who came
 * first is first. Every method joins the caller's transaction; those that name a destination hold
 * it until that one's end, so that nobody else takes or gives back a place of it meanwhile. Rates
 * go by the clock that all nodes share.
 */
public interface Destinations {
  /**
   * Takes a place for a request, unless it has one, or puts it in line.
   *
   * @param tenant on whose behalf; empty for nobody in particular
   * @return true when the request may leave now
   */
  boolean enter(String destination, String tenant, Held request, Limit limit);

  /** Gives a place back, or a turn in the line; when there is neither, only calls who is next. */
  Left leave(String destination, CaseId id, RefId key, Limit limit);

  /**
   * Calls those whose turn has come because time has passed or the limit is another one. Without a
   * limit nothing is counted any more.
   *
   * @param max at most so many
   * @return those that have a place now
   */
  List<Held> release(String destination, Limit limit, int max);

  /** All that are or were busy, in their order, as far as committed or changed by the caller. */
  List<Load> all();

  /**
   * What a destination takes.
   *
   * @param atOnce how many may be under way; 0 for any number
   * @param perSecond how many may leave in a second, and at once after a quiet time, at least 1; 0
   *     for any number
   */
  record Limit(int atOnce, double perSecond) {
    public static final Limit NONE = new Limit(0, 0);

    /** How many requests can be saved up for. */
    public double most() {
      return Math.max(1, perSecond);
    }

    public boolean isNone() {
      return equals(NONE);
    }
  }

  /**
   * What became of a request that left.
   *
   * @param waited it was still in line
   * @param next those that have a place now
   */
  record Left(boolean waited, List<Held> next) {
    public Left {
      next = List.copyOf(next);
    }
  }

  /**
   * How busy a destination is.
   *
   * @param waiting how many wait, by tenant
   */
  record Load(String destination, long underWay, Map<String, Long> waiting) {}
}
