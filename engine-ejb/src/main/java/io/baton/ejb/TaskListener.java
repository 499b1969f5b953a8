package io.baton.ejb;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.MessageDrivenContext;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Where workers tell how far they are, in the format of another system. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "destinationLookup",
          propertyValue = "java:/jms/queue/baton/tomanager"),
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Queue"),
      @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "4")
    })
@SuppressWarnings("NullAway.Init") // The container calls take() first.
public class TaskListener implements MessageListener {
  @Resource private MessageDrivenContext transaction;
  @EJB private Engine engine;

  private Guard guard;
  private TaskHandling handling;

  @PostConstruct
  void take() {
    guard = engine.guard();
    handling = engine.tasks();
  }

  @Override
  public void onMessage(Message message) {
    guard.run(
        transaction::setRollbackOnly, () -> handling.handle(message, transaction::setRollbackOnly));
  }
}
