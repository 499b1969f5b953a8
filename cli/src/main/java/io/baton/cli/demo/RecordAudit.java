package io.baton.cli.demo;

import io.baton.cli.demo.TopicRecord.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What is on the topics against what was demanded.
 *
 * @param duplicate records that are there more than once
 * @param missing requests without an answer, answers without a request, and what was demanded and
 *     has no record
 * @param outOfOrder records that come after a later one of their case
 */
record RecordAudit(
    int records, List<String> duplicate, List<String> missing, List<String> outOfOrder) {

  /**
   * @param records those of one partition in their order
   */
  static RecordAudit of(Demands demands, List<TopicRecord> records) {
    List<String> duplicate = new ArrayList<>();
    List<String> outOfOrder = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Set<String> requests = new HashSet<>();
    Set<String> answers = new HashSet<>();
    Map<String, Long> last = new HashMap<>();
    Set<String> done = new HashSet<>();
    for (TopicRecord record : records) {
      if (!seen.add(record.kind() + " " + record.id())) {
        duplicate.add(record.topic() + " " + record.id());
      }
      if (record.kind() == Kind.REQUEST) {
        requests.add(record.id());
      } else if (record.kind() == Kind.ANSWER) {
        answers.add(record.id());
      }
      Long before = last.put(record.topic() + " " + record.caseId(), record.rank());
      if (before != null && before > record.rank()) {
        outOfOrder.add(record.topic() + " " + record.id());
      }
      done.add(record.caseId() + " " + record.about());
    }
    List<String> missing = new ArrayList<>();
    difference("no answer to ", requests, answers, missing);
    difference("no request of ", answers, requests, missing);
    demanded(demands).stream().filter(wanted -> !done.contains(wanted)).forEach(missing::add);
    return new RecordAudit(records.size(), duplicate, missing, outOfOrder);
  }

  private static void difference(String what, Set<String> of, Set<String> and, List<String> into) {
    of.stream().filter(id -> !and.contains(id)).forEach(id -> into.add(what + id));
  }

  /** A request for each effect, and a step told for each that was done. */
  private static Set<String> demanded(Demands demands) {
    Set<String> demanded = new HashSet<>();
    for (Demand demand : demands.cases()) {
      for (Effect effect : demand.effects()) {
        String part = effect.activity().substring("Booking.reserve".length());
        boolean undo = effect.kind() == Effect.Kind.UNDO;
        demanded.add(
            "%s KafkaBooking.%s%s".formatted(demand.caseId(), undo ? "cancel" : "reserve", part));
        if (!undo) {
          demanded.add(demand.caseId() + " " + part.toLowerCase(Locale.ROOT));
        }
      }
    }
    return demanded;
  }

  boolean isClean() {
    return duplicate.isEmpty() && missing.isEmpty() && outOfOrder.isEmpty();
  }

  /** What is behind the line of the demo. */
  String line() {
    return String.format(
        Locale.ROOT,
        ", kafka records %d, kafka duplicate %d, kafka missing %d, kafka out of order %d",
        records,
        duplicate.size(),
        missing.size(),
        outOfOrder.size());
  }

  /** The first findings of each kind, for a person. */
  List<String> findings() {
    List<String> findings = new ArrayList<>();
    duplicate.stream().limit(10).forEach(found -> findings.add("kafka duplicate: " + found));
    missing.stream().limit(10).forEach(found -> findings.add("kafka missing: " + found));
    outOfOrder.stream().limit(10).forEach(found -> findings.add("kafka out of order: " + found));
    return findings;
  }
}
