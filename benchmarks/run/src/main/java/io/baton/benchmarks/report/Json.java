package io.baton.benchmarks.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.baton.benchmarks.limits.Limits;
import io.baton.benchmarks.measure.Round;
import io.baton.benchmarks.measure.Workload;
import java.util.Map;

/** A report for programs. A figure that was not measured is not there. */
public final class Json {
  private static final JsonMapper MAPPER = new JsonMapper();

  private Json() {}

  public static String of(Report report) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("command", report.command());
    json.put("cores", Runtime.getRuntime().availableProcessors());
    put(json, "loadAtBeginning", report.load());
    report.settings().forEach(json.putArray("settings")::add);
    limits(json.putObject("limits"), report.limits());
    rounds(json.putObject("baton"), report.baton());
    ObjectNode peers = json.putObject("peers");
    report.peers().forEach((name, rounds) -> rounds(peers.putObject(name), rounds));
    ObjectNode best = json.putObject("best");
    for (Workload workload : report.baton().keySet()) {
      report.best(workload).ifPresent(one -> best(best.putObject(workload.name()), one));
    }
    report.voids().forEach(json.putArray("void")::add);
    return json.toPrettyString() + "\n";
  }

  private static void limits(ObjectNode json, Limits limits) {
    json.put("forcedWritesPerSecond", limits.forcedWrites());
    json.put("forcedWritesPerSecondOf16", limits.forcedWrites16());
    json.put("postgresCommitsPerSecond", limits.commits());
    json.put("postgresCommitsPerSecondOf16", limits.commits16());
    json.put("brokerMessagesPerSecond", limits.messages());
    json.put("bareXaCommitMillis", limits.bareCommitMillis());
  }

  private static void rounds(ObjectNode json, Map<Workload, Round> rounds) {
    rounds.forEach((workload, round) -> round(json.putObject(workload.name()), round));
  }

  private static void round(ObjectNode json, Round round) {
    put(json, "casesPerSecond", round.casesPerSecond());
    put(json, "stepsPerSecond", round.stepsPerSecond());
    put(json, "cpuMillisPerStep", round.cpuMillis());
    put(json, "walBytesPerCase", round.walBytes());
    String what = round.workload() == Workload.W4 ? "late" : "loneStep";
    put(json, what + "MillisP50", round.latency().p50());
    put(json, what + "MillisP99", round.latency().p99());
    put(json, what + "MillisMax", round.latency().max());
    round.findings().forEach(json.putArray("findings")::add);
  }

  private static void best(ObjectNode json, Report.Best best) {
    json.put("peer", best.peer());
    put(json, "ratio", best.ratio());
    put(json, "cpuRatio", best.cpuRatio());
  }

  private static void put(ObjectNode json, String name, double figure) {
    if (Double.isFinite(figure)) {
      json.put(name, figure);
    }
  }
}
