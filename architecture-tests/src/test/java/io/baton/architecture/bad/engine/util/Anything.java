package io.baton.architecture.bad.engine.util;

public final class Anything {
  private Anything() {}
}
