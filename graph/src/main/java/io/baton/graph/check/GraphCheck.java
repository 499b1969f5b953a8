package io.baton.graph.check;

import io.baton.graph.json.BadGraphException;
import io.baton.graph.json.GraphCodec;
import io.baton.graph.json.Problem;
import io.baton.graph.model.Graph;
import io.baton.port.Definitions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Looks at a whole graph before anything of it is kept. */
public final class GraphCheck {
  private final Definitions known;

  /**
   * @param known the activities and workflows that the graph may call
   */
  public GraphCheck(Definitions known) {
    this.known = known;
  }

  /** Everything that is wrong with {@code graph}; empty when it can be run. */
  public static List<Problem> check(Graph graph, Definitions known) {
    return new GraphCheck(known).problems(graph);
  }

  /** Everything that is wrong with {@code graph}; empty when it can be run. */
  public List<Problem> problems(Graph graph) {
    List<Problem> problems = new ArrayList<>(ofForm(graph));
    addNews(problems, findings(graph).problems());
    return problems;
  }

  /** What can be run but is perhaps not what was meant. */
  public List<Problem> warnings(Graph graph) {
    return findings(graph).warnings();
  }

  /** By which other rules than those of workflow code it goes. */
  public List<Problem> notices(Graph graph) {
    return OtherThanScripts.of(graph);
  }

  /**
   * Reads a graph and looks at it.
   *
   * @throws BadGraphException naming everything that is wrong with its form and with its sense
   */
  public Graph read(String text) {
    return read(() -> GraphCodec.read(text));
  }

  /**
   * The same of a graph that is read in another way.
   *
   * @param reading may throw a {@link BadGraphException}
   * @throws BadGraphException naming everything that is wrong with its form and with its sense
   */
  public Graph read(Supplier<Graph> reading) {
    List<Problem> problems = new ArrayList<>();
    Graph graph;
    try {
      graph = reading.get();
    } catch (BadGraphException e) {
      problems.addAll(e.problems());
      graph = e.rest().orElseThrow(() -> e);
    }
    addNews(problems, findings(graph).problems());
    if (!problems.isEmpty()) {
      throw new BadGraphException(problems, graph);
    }
    return graph;
  }

  private Findings findings(Graph graph) {
    Findings findings = new Findings();
    new BodyCheck(graph, known, new ExpressionCheck(findings), findings).whole();
    new SameTasks(findings).check(graph.nodes(), "/nodes");
    return findings;
  }

  /** What the form of a text says, it says of a graph that was made by code, too. */
  private static List<Problem> ofForm(Graph graph) {
    try {
      GraphCodec.read(GraphCodec.write(graph));
      return List.of();
    } catch (BadGraphException e) {
      return e.problems();
    } catch (IllegalArgumentException e) {
      return List.of(new Problem("", e.getMessage() + "."));
    }
  }

  /** Where the form is wrong, the sense is not looked at: what stands there was made up. */
  private static void addNews(List<Problem> told, List<Problem> found) {
    List<Problem> ofForm = List.copyOf(told);
    found.stream()
        .filter(problem -> ofForm.stream().noneMatch(form -> problem.isIn(form.pointer())))
        .forEach(told::add);
  }
}
