package io.baton.ejb;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.MessageDrivenContext;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/**
 * Where signals arrive: a queue of their own, so that their order does not depend on how long
 * activities take.
 */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "destinationLookup",
          propertyValue = "java:/jms/queue/baton/signals"),
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Queue"),
      // What a consumer holds of a group in advance is stuck there when it gives one of it back.
      @ActivationConfigProperty(propertyName = "consumerWindowSize", propertyValue = "0"),
      @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "4")
    })
@SuppressWarnings("NullAway.Init") // The container calls take() first.
public class SignalListener implements MessageListener {
  @Resource private MessageDrivenContext transaction;
  @EJB private Engine engine;

  private Guard guard;
  private SignalHandling handling;

  @PostConstruct
  void take() {
    guard = engine.guard();
    handling = engine.signals();
  }

  @Override
  public void onMessage(Message message) {
    guard.run(
        transaction::setRollbackOnly, () -> handling.handle(message, transaction::setRollbackOnly));
  }
}
