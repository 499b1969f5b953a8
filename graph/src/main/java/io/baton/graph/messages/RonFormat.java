package io.baton.graph.messages;

import io.baton.model.RemoteRequest;
import io.baton.model.TaskAnswer;
import io.baton.port.TaskFormat;

/** The manager's format for services that are asked in RON. */
public final class RonFormat implements TaskFormat {
  private final ManagerFormat manager = new ManagerFormat(Notation.RON);

  @Override
  public String name() {
    return ManagerFormat.NAME + "-ron";
  }

  @Override
  public String write(RemoteRequest request) {
    return manager.write(request);
  }

  @Override
  public TaskAnswer read(String text) {
    return manager.read(text);
  }
}
