package io.baton.ejb;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.MessageDrivenContext;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Where the broker puts what it gave up delivering. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "destinationLookup",
          propertyValue = "java:/jms/queue/baton/dead"),
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Queue"),
      @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "2")
    })
@SuppressWarnings("NullAway.Init") // The container calls take() first.
public class DeadLetterListener implements MessageListener {
  @Resource private MessageDrivenContext transaction;
  @EJB private Engine engine;

  private Guard guard;
  private DeadLetterHandling handling;

  @PostConstruct
  void take() {
    guard = engine.guard();
    handling = engine.deadLetters();
  }

  @Override
  public void onMessage(Message message) {
    guard.run(transaction::setRollbackOnly, () -> handling.handle(message));
  }
}
