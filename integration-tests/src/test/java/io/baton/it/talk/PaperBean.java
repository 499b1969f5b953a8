package io.baton.it.talk;

import jakarta.enterprise.context.ApplicationScoped;

/** There is always some. */
@ApplicationScoped
public class PaperBean implements Paper {
  @Override
  public String open(String topic) {
    return "paper on " + topic;
  }

  @Override
  public void close(String topic) {}
}
