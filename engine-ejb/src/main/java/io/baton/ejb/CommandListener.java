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
 * Where every command arrives. The container has begun an XA transaction with the receipt of the
 * message in it, and commits it when this method returns, unless it is set to roll back.
 */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "destinationLookup",
          propertyValue = "java:/jms/queue/baton/commands"),
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Queue"),
      @ActivationConfigProperty(
          propertyName = "maxSession",
          propertyValue = "${baton.sessions:16}"),
      // What a session holds in advance nobody else can take into a transaction of many.
      @ActivationConfigProperty(propertyName = "consumerWindowSize", propertyValue = "0")
    })
@SuppressWarnings("NullAway.Init") // The container calls take() first.
public class CommandListener implements MessageListener {
  @Resource private MessageDrivenContext transaction;
  @EJB private Engine engine;

  private Guard guard;
  private CommandHandling handling;

  @PostConstruct
  void take() {
    guard = engine.guard();
    handling = engine.commands();
  }

  @Override
  public void onMessage(Message message) {
    guard.run(
        transaction::setRollbackOnly, () -> handling.handle(message, transaction::setRollbackOnly));
  }
}
