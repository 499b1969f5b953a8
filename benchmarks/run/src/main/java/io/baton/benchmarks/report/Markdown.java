package io.baton.benchmarks.report;

import io.baton.benchmarks.measure.Round;
import io.baton.benchmarks.measure.Workload;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report as tables for a document: a row for each figure, a column for each engine. */
public final class Markdown {
  private Markdown() {}

  public static String of(Report report) {
    StringBuilder text = new StringBuilder();
    text.append("```\n$ ").append(report.command()).append("\n```\n\n");
    text.append(
        print(
            "%d cores, load %.1f at the beginning.\n\n",
            Runtime.getRuntime().availableProcessors(), report.load()));
    Map<String, Map<Workload, Round>> engines = new LinkedHashMap<>();
    engines.put("Baton", report.baton());
    engines.putAll(report.peers());
    text.append("| | ").append(String.join(" | ", engines.keySet())).append(" |\n|---|");
    text.append("---|".repeat(engines.size())).append('\n');
    for (Workload workload : report.baton().keySet()) {
      row(text, workload + " " + unit(workload), workload, engines, Figure.SCORE);
      row(text, workload + " CPU-ms per step", workload, engines, Figure.CPU);
      row(text, workload + " WAL bytes per case", workload, engines, Figure.WAL);
    }
    row(text, "one lone case, step to step p50 ms", Workload.W1, engines, Figure.P50);
    row(text, "p99 ms", Workload.W1, engines, Figure.P99);
    text.append("\nLimits of the machine, measured in the same run:\n\n");
    report.limits().lines().forEach(line -> text.append("- ").append(line).append('\n'));
    report.settings().forEach(line -> text.append("- ").append(line).append('\n'));
    report.voids().forEach(line -> text.append("\n**Void:** ").append(line).append('\n'));
    return text.toString();
  }

  private enum Figure {
    SCORE("%.0f"),
    CPU("%.2f"),
    WAL("%.0f"),
    P50("%.1f"),
    P99("%.1f");

    private final String format;

    Figure(String format) {
      this.format = format;
    }

    private double of(Round round) {
      return switch (this) {
        case SCORE -> round.score();
        case CPU -> round.cpuMillis();
        case WAL -> round.walBytes();
        case P50 -> round.latency().p50();
        case P99 -> round.latency().p99();
      };
    }

    private String print(@Nullable Round round) {
      return round == null || Double.isNaN(of(round))
          ? "–"
          : String.format(Locale.ROOT, format, of(round));
    }
  }

  private static String unit(Workload workload) {
    return switch (workload) {
      case W1 -> "steps/s";
      case W4 -> "late p99 ms";
      case W2, W3, W5 -> "cases/s";
    };
  }

  private static void row(
      StringBuilder text,
      String name,
      Workload workload,
      Map<String, Map<Workload, Round>> engines,
      Figure figure) {
    text.append("| ").append(name).append(" |");
    engines
        .values()
        .forEach(
            rounds -> text.append(' ').append(figure.print(rounds.get(workload))).append(" |"));
    text.append('\n');
  }

  private static String print(String format, Object... figures) {
    return String.format(Locale.ROOT, format, figures);
  }
}
