package io.baton.ejb;

import io.baton.api.StartRefusedException;
import io.baton.ejb.jms.Incoming;
import io.baton.ejb.jms.Parking;
import io.baton.engine.Handled;
import io.baton.engine.TaskDesk;
import io.baton.model.Codes;
import io.baton.model.Incident.Kind;
import io.baton.model.TaskAnswer;
import io.baton.port.Settings;
import io.baton.port.TaskFormat;
import io.baton.port.Transactions;
import io.baton.wire.UnreadableException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.Optional;

/** What a worker tells in the format of another system, from its queue to its case. */
public final class TaskHandling {
  private final boolean brokerVouches =
      Boolean.parseBoolean(Settings.get("baton.jms.validated-user", "false"));
  private final Optional<TaskFormat> format;
  private final TaskDesk desk;
  private final Parking parking;
  private final Transactions transactions;

  /**
   * @param format empty when the library that reads it is not in the application
   */
  public TaskHandling(
      Optional<TaskFormat> format, TaskDesk desk, Parking parking, Transactions transactions) {
    this.format = format;
    this.desk = desk;
    this.parking = parking;
    this.transactions = transactions;
  }

  /**
   * @param rollBack marks the message's transaction for rollback
   */
  public void handle(Message message, Runnable rollBack) throws JMSException {
    try {
      TaskAnswer told = read(message);
      Handled handled =
          desk.handle(
              told,
              Incoming.request(message),
              message.getJMSMessageID(),
              Incoming.sender(message, brokerVouches),
              Incoming.delivery(message));
      GivingBack.unlessMoved(handled, transactions, rollBack, told::caseId);
    } catch (UnreadableException e) {
      String why = String.valueOf(e.getMessage());
      parking.park(message, Kind.POISON, Codes.TASK_ANSWER_UNREADABLE, why);
    } catch (StartRefusedException e) {
      parking.park(message, Kind.REJECTED, e.code(), e.reason());
    }
  }

  private TaskAnswer read(Message message) throws JMSException {
    String text = Incoming.text(message);
    return format
        .orElseThrow(
            () ->
                new UnreadableException(
                    "nothing here reads it: baton-graph.jar is missing in the application"))
        .read(text);
  }
}
