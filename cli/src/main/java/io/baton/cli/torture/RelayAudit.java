package io.baton.cli.torture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What came back, and what is kept in the database, against what was sent.
 *
 * @param duplicate numbers and ends that are there more than once
 * @param missing those that are not there
 * @param outOfOrder keys whose numbers came back in another order
 * @param findings some of each, for a person
 */
record RelayAudit(int duplicate, int missing, int outOfOrder, List<String> findings) {
  private static final int SHOWN = 20;

  /** What was sent: to each of so many cases the numbers from 1. */
  record Sent(int cases, int numbers) {}

  /**
   * @param heard the numbers of the output topic in their order, by case
   * @param ends what was told of the end, by case
   * @param kept numbers of the table, by case
   */
  static RelayAudit of(
      Sent sent,
      Map<String, List<Integer>> heard,
      Map<String, List<String>> ends,
      Map<String, List<Integer>> kept) {
    Count count = new Count();
    Set<String> strangers = new TreeSet<>(heard.keySet());
    strangers.addAll(ends.keySet());
    strangers.addAll(kept.keySet());
    for (int of = 0; of < sent.cases(); of++) {
      String key = RelayTraffic.key(of);
      strangers.remove(key);
      List<Integer> came = heard.getOrDefault(key, List.of());
      count.numbers("record", key, came, sent.numbers());
      count.numbers("row", key, kept.getOrDefault(key, List.of()), sent.numbers());
      count.order(key, came);
      count.end(key, ends.getOrDefault(key, List.of()), sum(sent.numbers()));
    }
    strangers.forEach(key -> count.find("nobody has sent %s".formatted(key)));
    return new RelayAudit(count.duplicate, count.missing, count.outOfOrder, count.findings);
  }

  private static String sum(int numbers) {
    return Integer.toString(numbers * (numbers + 1) / 2);
  }

  boolean isClean() {
    return duplicate == 0 && missing == 0 && outOfOrder == 0 && findings.isEmpty();
  }

  private static final class Count {
    private int duplicate;
    private int missing;
    private int outOfOrder;
    private final List<String> findings = new ArrayList<>();

    void numbers(String what, String key, List<Integer> there, int upTo) {
      Map<Integer, Integer> times = new HashMap<>();
      there.forEach(number -> times.merge(number, 1, Integer::sum));
      for (int number = 1; number <= upTo; number++) {
        int found = times.getOrDefault(number, 0);
        if (found == 0) {
          missing++;
          find("missing: %s %d of %s".formatted(what, number, key));
        } else if (found > 1) {
          duplicate += found - 1;
          find("%d times: %s %d of %s".formatted(found, what, number, key));
        }
      }
    }

    void order(String key, List<Integer> heard) {
      List<Integer> sorted = new ArrayList<>(heard);
      Collections.sort(sorted);
      if (!sorted.equals(heard)) {
        outOfOrder++;
        find("out of order: %s %s".formatted(key, heard));
      }
    }

    void end(String key, List<String> told, String expected) {
      if (told.isEmpty()) {
        missing++;
        find("missing: the end of %s".formatted(key));
      } else if (told.size() > 1) {
        duplicate += told.size() - 1;
        find("%d times: the end of %s".formatted(told.size(), key));
      } else if (!told.get(0).equals(expected)) {
        find("%s ended with %s, not with %s".formatted(key, told.get(0), expected));
      }
    }

    void find(String text) {
      if (findings.size() < SHOWN) {
        findings.add(text);
      }
    }
  }
}
