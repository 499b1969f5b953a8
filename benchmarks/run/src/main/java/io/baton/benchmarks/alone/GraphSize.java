package io.baton.benchmarks.alone;

import io.baton.api.Retry.OnExhausted;
import io.baton.graph.check.GraphCheck;
import io.baton.graph.json.GraphCodec;
import io.baton.graph.json.Problem;
import io.baton.graph.model.Graph;
import io.baton.graph.run.GraphProgram;
import io.baton.model.ActivityName;
import io.baton.model.Case;
import io.baton.model.Payload;
import io.baton.model.WorkflowId;
import io.baton.port.Definitions;
import io.baton.workflow.ActivitySpec;
import io.baton.workflow.Program;
import io.baton.workflow.RetryPolicy;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Measures the CPU time of one thread for a step of a graph, of ten nodes and of a thousand. Both
 * are made of the same piece: one node, eight side by side, one that joins them.
 */
public final class GraphSize {
  private static final int ROUNDS = 5;
  private static final int PIECE = 10;
  private static final int LARGE = 1_000;

  private final ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
  private final Graphs graphs = new Graphs();
  private final OneThread engine = new OneThread(graphs);
  private int cases;

  private static String text(int nodes) {
    StringBuilder text = new StringBuilder("{\"schema\": \"baton-graph/1\", \"name\": \"size");
    text.append(nodes).append("\", \"version\": 1, \"nodes\": {");
    for (int i = 0; i < nodes; i++) {
      int place = i % PIECE;
      text.append(i == 0 ? "" : ", ")
          .append("\"n")
          .append(i)
          .append("\": {\"kind\": \"activity\", ");
      if (place == 0 && i > 0) {
        text.append("\"after\": [\"n").append(i - 1).append("\"], ");
      } else if (place == PIECE - 1) {
        text.append("\"after\": [");
        for (int k = 1; k < place; k++) {
          text.append(k == 1 ? "" : ", ").append("\"n").append(i - place + k).append('"');
        }
        text.append("], ");
      } else if (place > 0) {
        text.append("\"after\": [\"n").append(i - place).append("\"], ");
      }
      text.append("\"activity\": \"Work.step\", \"args\": [\"${input}\"]}");
    }
    return text.append("}}").toString();
  }

  /** Microseconds a step, over whole cases. */
  private double steps(int nodes, int repeat) {
    long spent = 0;
    for (int i = 0; i < repeat; i++) {
      engine.start("size" + nodes, "size-" + cases++, 1);
      long before = cpu.getCurrentThreadCpuTime();
      engine.steps(nodes + 1);
      spent += cpu.getCurrentThreadCpuTime() - before;
      engine.drop();
    }
    return spent / 1_000.0 / (nodes + 1) / repeat;
  }

  /** Milliseconds from the text to a workflow that cases can be started of. */
  private double deploy(String text) {
    long before = cpu.getCurrentThreadCpuTime();
    graphs.deploy(text);
    return (cpu.getCurrentThreadCpuTime() - before) / 1_000_000.0;
  }

  /**
   * @return the figures as one line
   */
  public String run() {
    String large = text(LARGE);
    double deployed = deploy(large);
    graphs.deploy(text(PIECE));
    double[] small = new double[ROUNDS];
    double[] wide = new double[ROUNDS];
    for (int i = -2; i < ROUNDS; i++) {
      // By turns, so that noise of the machine meets both; the first two rounds warm up.
      int round = Math.max(i, 0);
      small[round] = steps(PIECE, LARGE);
      wide[round] = steps(LARGE, PIECE);
    }
    double a = median(small);
    double b = median(wide);
    return String.format(
        Locale.ROOT,
        "graph-size: %d nodes %.1f us/step, %d nodes %.1f us/step, ratio %.2f, deploy of %d %.0f ms",
        PIECE,
        a,
        LARGE,
        b,
        b / a,
        LARGE,
        deployed);
  }

  private static double median(double[] measured) {
    double[] sorted = measured.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** The graphs that were deployed, and one activity. */
  private static final class Graphs implements Definitions {
    private static final ActivityName STEP = new ActivityName("Work.step");
    private static final ActivitySpec SPEC =
        new ActivitySpec(
            STEP,
            new RetryPolicy(
                5, Duration.ofSeconds(1), 2, Duration.ofMinutes(5), 0.2, OnExhausted.FAIL),
            null);

    private final Map<String, Program> programs = new HashMap<>();

    void deploy(String text) {
      Graph graph = GraphCodec.read(text);
      List<Problem> problems = GraphCheck.check(graph, this);
      if (!problems.isEmpty()) {
        throw new IllegalStateException(problems.toString());
      }
      programs.put(graph.name(), new GraphProgram(graph, this));
    }

    @Override
    public Optional<Program> program(WorkflowId id) {
      return Optional.ofNullable(programs.get(id.name()));
    }

    @Override
    public SortedSet<Integer> versions(String workflow) {
      return programs.containsKey(workflow) ? new TreeSet<>(List.of(1)) : new TreeSet<>();
    }

    @Override
    public SortedSet<String> workflows() {
      return new TreeSet<>(programs.keySet());
    }

    @Override
    public Optional<ActivitySpec> activity(ActivityName name) {
      return name.equals(STEP) ? Optional.of(SPEC) : Optional.empty();
    }

    @Override
    public void checkInput(WorkflowId id, Payload input) {}

    @Override
    public Payload query(Case now, String name, List<Payload> args) {
      throw new IllegalArgumentException("no query " + name);
    }
  }
}
