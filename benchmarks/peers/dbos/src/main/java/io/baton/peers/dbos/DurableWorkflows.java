package io.baton.peers.dbos;

import dev.dbos.transact.DBOS;
import dev.dbos.transact.workflow.Workflow;
import dev.dbos.transact.workflow.WorkflowHandle;
import io.baton.peers.harness.Marks;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Each step is a checkpoint with a commit of its own. */
final class DurableWorkflows implements Workflows {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final DBOS dbos;
  private Workflows self = this;

  DurableWorkflows(DBOS dbos) {
    this.dbos = dbos;
  }

  /** What child workflows are started through. */
  void calledThrough(Workflows proxy) {
    self = proxy;
  }

  @Override
  @Workflow(name = "W1")
  public int tenSteps(int from) {
    int number = from;
    for (int i = 0; i < 10; i++) {
      int before = number;
      number =
          dbos.runStep(
              () -> {
                Marks.step();
                return before + 1;
              },
              "step" + i);
    }
    return number;
  }

  /** Steps are called by the workflow's own thread, so what runs side by side is a workflow. */
  @Override
  @Workflow(name = "W2")
  public int eightAtOnce(int from) {
    List<WorkflowHandle<Void, RuntimeException>> branches = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      branches.add(dbos.startWorkflow(() -> self.oneOfEight()));
    }
    branches.forEach(WorkflowHandle::getResult);
    return branches.size();
  }

  @Override
  @Workflow(name = "W2-branch")
  public void oneOfEight() {
    dbos.runStep(Marks::step, "step");
  }

  @Override
  @Workflow(name = "W3")
  public int thirdFails() {
    Deque<String> undos = new ArrayDeque<>();
    try {
      dbos.runStep(Marks::step, "first");
      undos.push("undo of first");
      dbos.runStep(Marks::step, "second");
      undos.push("undo of second");
      dbos.runStep(DurableWorkflows::refuse, "third");
    } catch (IllegalStateException full) {
      while (!undos.isEmpty()) {
        dbos.runStep(Marks::undo, undos.pop());
      }
    }
    return 0;
  }

  private static void refuse() {
    Marks.step();
    throw new IllegalStateException("full");
  }

  @Override
  @Workflow(name = "W4")
  public void oneTimer(long due) {
    dbos.sleep(Duration.ofMillis(Math.max(1, due - System.currentTimeMillis())));
    dbos.runStep(() -> Marks.fired(due), "step");
  }

  @Override
  @Workflow(name = "W5")
  public void oneSignal() {
    dbos.recv("go", PATIENCE);
    dbos.runStep(Marks::step, "step");
  }
}
