package io.baton.ejb;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.MessageDrivenContext;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Where requests for new cases arrive. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "destinationLookup",
          propertyValue = "java:/jms/queue/baton/start"),
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Queue"),
      @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "4"),
      @ActivationConfigProperty(propertyName = "consumerWindowSize", propertyValue = "0")
    })
@SuppressWarnings("NullAway.Init") // The container calls take() first.
public class StartListener implements MessageListener {
  @Resource private MessageDrivenContext transaction;
  @EJB private Engine engine;

  private Guard guard;
  private StartHandling handling;

  @PostConstruct
  void take() {
    guard = engine.guard();
    handling = engine.starts();
  }

  @Override
  public void onMessage(Message message) {
    guard.run(transaction::setRollbackOnly, () -> handling.handle(message));
  }
}
