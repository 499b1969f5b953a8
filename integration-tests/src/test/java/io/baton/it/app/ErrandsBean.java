package io.baton.it.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Writes down what was done and what was undone. */
@ApplicationScoped
public class ErrandsBean implements Errands {
  @Inject Effects effects;

  @Override
  public String run(String name) {
    effects.write(name, "DO");
    return name;
  }

  @Override
  public void undo(String name) {
    effects.write(name, "UNDO");
  }

  @Override
  public void note(String text) {
    effects.write(text, "DO");
  }
}
