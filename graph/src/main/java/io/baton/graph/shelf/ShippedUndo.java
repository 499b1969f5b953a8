package io.baton.graph.shelf;

import io.baton.graph.intake.UndoTable;
import io.baton.graph.json.BadGraphException;
import io.baton.graph.model.TaskName;
import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The files {@code META-INF/baton/undo.json} and {@code undo.ron} of an application: which
 * functions take back what a function did, for all workflows that do not say it themselves.
 */
final class ShippedUndo {
  private static final List<String> NAMES =
      List.of("META-INF/baton/undo.json", "META-INF/baton/undo.ron");

  private final Map<TaskName, String> saidBy = new HashMap<>();
  private final List<String> errors = new ArrayList<>();

  private ShippedUndo() {}

  /**
   * Those of all jars that {@code application} sees, as one table.
   *
   * @throws IllegalStateException with all that is wrong with all of them
   */
  static UndoTable in(ClassLoader application) {
    return new ShippedUndo().read(application);
  }

  private UndoTable read(ClassLoader application) {
    UndoTable all = UndoTable.EMPTY;
    for (String name : NAMES) {
      for (URL file : find(application, name)) {
        all = read(file).over(all);
      }
    }
    if (!errors.isEmpty()) {
      throw new IllegalStateException(String.join("\n", errors));
    }
    return all;
  }

  private List<URL> find(ClassLoader application, String name) {
    try {
      return Collections.list(application.getResources(name));
    } catch (IOException e) {
      refuse(name, String.valueOf(e.getMessage()));
      return List.of();
    }
  }

  private UndoTable read(URL file) {
    try {
      UndoTable table = UndoTable.read(Folder.read(file));
      table.byProcess().keySet().forEach(process -> refuseTwice(process, file.toExternalForm()));
      return table;
    } catch (BadGraphException e) {
      e.problems().forEach(problem -> refuse(file.toExternalForm(), problem.toString()));
    } catch (IOException e) {
      refuse(file.toExternalForm(), String.valueOf(e.getMessage()));
    }
    return UndoTable.EMPTY;
  }

  /** Which of two files counts must not depend on the order of jars. */
  private void refuseTwice(TaskName process, String file) {
    String other = saidBy.putIfAbsent(process, file);
    if (other != null && !other.equals(file)) {
      refuse(file, "the undo of %s is said by %s, too".formatted(process.activity(), other));
    }
  }

  private void refuse(String file, String why) {
    errors.add("BATON-1340 %s: %s".formatted(file, why));
  }
}
