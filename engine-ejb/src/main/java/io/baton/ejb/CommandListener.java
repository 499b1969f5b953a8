package io.baton.ejb;

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
      @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "${baton.sessions:16}")
    })
public class CommandListener implements MessageListener {
  @Resource private MessageDrivenContext transaction;
  @EJB private Engine engine;

  @Override
  public void onMessage(Message message) {
    engine.guarded(transaction, () -> engine.commands().handle(message, transaction));
  }
}
