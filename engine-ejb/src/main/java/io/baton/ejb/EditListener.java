package io.baton.ejb;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.MessageDrivenContext;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Where workflows arrive from whoever draws them. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "destinationLookup",
          propertyValue = "java:/jms/queue/baton/tomanageredits"),
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Queue"),
      @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "1")
    })
@SuppressWarnings("NullAway.Init") // The container calls take() first.
public class EditListener implements MessageListener {
  @Resource private MessageDrivenContext transaction;
  @EJB private Engine engine;

  private Guard guard;
  private DefinitionHandling handling;

  @PostConstruct
  void take() {
    guard = engine.guard();
    handling = engine.definitions();
  }

  @Override
  public void onMessage(Message message) {
    guard.run(transaction::setRollbackOnly, () -> handling.handleEdit(message));
  }
}
