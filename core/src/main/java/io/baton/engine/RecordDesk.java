package io.baton.engine;

import io.baton.model.CommandId;
import io.baton.model.DefinitionRequest;
import io.baton.model.RecordWish;
import io.baton.model.StreamRecord;
import io.baton.port.Counters;

/**
 * Carries out what records of Kafka want. A record that comes again does no harm: the command that
 * it becomes has the record's own id, which each case takes once, whatever came in between.
 */
public final class RecordDesk {
  private final Kernel kernel;
  private final CaseStarter starter;
  private final SignalDesk signals;
  private final AnswerDesk answers;
  private final TaskDesk tasks;
  private final DefinitionDesk definitions;

  public RecordDesk(Kernel kernel, CaseStarter starter, CaseWorker worker) {
    this.kernel = kernel;
    this.starter = starter;
    this.signals = new SignalDesk(kernel, worker);
    this.answers = new AnswerDesk(kernel, worker);
    this.tasks = new TaskDesk(kernel, starter, worker);
    this.definitions = new DefinitionDesk(kernel);
  }

  /**
   * Joins the caller's transaction.
   *
   * @throws io.baton.api.StartRefusedException when a case cannot be started, or an answer is not
   *     for its case
   * @throws io.baton.api.DeploymentRefusedException when a workflow is not deployed
   */
  public Handled handle(RecordWish wish, StreamRecord record, Delivery delivery) {
    String sender = "kafka:" + record.topic();
    if (wish instanceof RecordWish.Start start) {
      starter.start(start.request().tracedBy(record.trace()), sender);
    } else if (wish instanceof RecordWish.Answer answer) {
      return answers.handle(answer.command(), delivery);
    } else if (wish instanceof RecordWish.Signal signal) {
      return signals.handle(signal.request(), delivery);
    } else if (wish instanceof RecordWish.Told told) {
      CommandId id = record.id().command();
      return tasks.handle(told.answer(), told.request(), id, sender, delivery);
    } else if (wish instanceof RecordWish.Define define) {
      definitions.handle(
          new DefinitionRequest.Deploy(define.document()), sender, record.id().text());
    } else if (wish instanceof RecordWish.Nothing) {
      kernel.store().counters().count(Counters.RECORDS_IGNORED, record.topic());
    } else {
      throw new UnsupportedOperationException(wish + " cannot be carried out yet");
    }
    return new Handled.Moved();
  }
}
