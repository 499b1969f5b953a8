package io.baton.benchmarks.alone;

import io.baton.api.Durable;
import io.baton.api.Flow;
import io.baton.compensation.UndoOrders;
import io.baton.engine.CaseStarter;
import io.baton.engine.CaseWorker;
import io.baton.engine.Delivery;
import io.baton.engine.Handled;
import io.baton.engine.Kernel;
import io.baton.model.Answer;
import io.baton.model.CaseId;
import io.baton.model.Command;
import io.baton.model.CommandId;
import io.baton.model.Effect;
import io.baton.model.Payload;
import io.baton.model.ReplyTo;
import io.baton.model.StartRequest;
import io.baton.persistence.fleeting.FleetingCaseStore;
import io.baton.port.Activities;
import io.baton.port.Definitions;
import io.baton.port.Outbox;
import io.baton.port.Transactions;
import io.baton.wire.CommandCodec;
import io.baton.wire.Json;
import io.baton.workflow.script.DurableProxy;
import io.baton.workflow.script.Instances;
import io.baton.workflow.script.ScriptFlow;
import io.baton.workflow.script.Scripts;
import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The kernel on the store in memory, all by the thread that calls: no queue, no threads, no disk.
 */
final class OneThread implements Transactions, Outbox, Activities {
  private static final Payload DONE = Json.payload("done");
  private static final Payload TICK = Json.payload(1);

  private final Deque<String> messages = new ArrayDeque<>();
  private final List<Completion> ends = new ArrayList<>();
  private Object transaction = new Object();
  private boolean active;
  private final FleetingCaseStore store = new FleetingCaseStore(this);
  private CaseWorker worker;
  private final Kernel kernel;

  OneThread(Definitions definitions) {
    kernel =
        new Kernel(
            store, this, this, definitions, new UndoOrders(), this, (id, workflow, turn) -> {});
    worker = new CaseWorker(kernel);
  }

  static OneThread ofScripts() {
    return new OneThread(
        Scripts.read(
            List.of(
                LongWorkflows.InFold.class,
                LongWorkflows.InScopes.class,
                LongWorkflows.Signals.class,
                LongWorkflows.Plain.class),
            List.of(LongWorkflows.Work.class),
            OneThread::make));
  }

  private static Instances.Instance make(Class<?> workflow) {
    try {
      Object made = workflow.getDeclaredConstructor().newInstance();
      for (Field field : workflow.getDeclaredFields()) {
        if (field.getType() == Flow.class) {
          field.set(made, ScriptFlow.ofCallingWorkflow());
        } else if (field.isAnnotationPresent(Durable.class)) {
          field.set(made, DurableProxy.of(field.getType()));
        }
      }
      return new Made(made);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Made(Object object) implements Instances.Instance {
    @Override
    public void release() {}
  }

  void start(String workflow, String id, int steps) {
    StartRequest request =
        new StartRequest(workflow, 1, new CaseId(id), Json.payload(steps), null, id);
    separate(() -> new CaseStarter(kernel).start(request, "bench"));
  }

  /**
   * Handles the next command.
   *
   * @return false when there is none
   */
  boolean step() {
    String text = messages.poll();
    if (text == null) {
      return false;
    }
    List<Command> commands = CommandCodec.read(text);
    Handled handled = separate(() -> worker.handle(commands, Delivery.FIRST));
    if (!(handled instanceof Handled.Moved)) {
      throw new IllegalStateException("not moved: " + handled);
    }
    return true;
  }

  /** Delivers a signal to a case. */
  void signal(String id, int number) {
    Command tick =
        new Command.DeliverSignal(
            new CaseId(id), new CommandId("signal " + number), "tick", TICK, 0);
    messages.add(CommandCodec.write(List.of(tick)));
    steps(1);
  }

  void steps(int count) {
    for (int i = 0; i < count; i++) {
      if (!step()) {
        throw new IllegalStateException("the case ended before its step " + i);
      }
    }
  }

  /** The node has died; another one takes over. */
  void forgetWhatIsCached() {
    worker = new CaseWorker(kernel);
  }

  void drop() {
    messages.clear();
  }

  @Override
  public void send(List<Effect.Send> commands) {
    commands.forEach(send -> messages.add(CommandCodec.write(List.of(send.command()))));
  }

  @Override
  public void reply(ReplyTo to, Answer answer) {
    throw new UnsupportedOperationException("nobody asked");
  }

  @Override
  public void ask(Effect.Ask ask) {
    throw new UnsupportedOperationException("no workers");
  }

  @Override
  public void callOff(Effect.CallOff off) {
    throw new UnsupportedOperationException("no workers");
  }

  @Override
  public void publish(Effect.Publish output) {
    throw new UnsupportedOperationException("no topics");
  }

  @Override
  public Outcome run(Command.Work work, List<Payload> args, boolean suspect) {
    return new Outcome.Done(DONE);
  }

  @Override
  public boolean active() {
    return active;
  }

  @Override
  public Object key() {
    return transaction;
  }

  @Override
  public void afterCompletion(Completion end) {
    ends.add(end);
  }

  @Override
  public <T> T joined(Supplier<T> work) {
    return active ? work.get() : separate(work);
  }

  @Override
  public <T> T separate(Supplier<T> work) {
    transaction = new Object();
    active = true;
    @Nullable T result = null;
    try {
      result = work.get();
      return result;
    } finally {
      active = false;
      boolean committed = result != null;
      List<Completion> all = List.copyOf(ends);
      ends.clear();
      all.forEach(end -> end.ended(committed));
    }
  }
}
