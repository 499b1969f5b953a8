package io.baton.canary;

import org.jspecify.annotations.Nullable;

/**
 * Must not compile, and not be annotated {@code @NullMarked}: the gate has to guard this package by
 * its name.
 */
final class Canary {
  private Canary() {}

  static int sings(@Nullable String song) {
    return song.length();
  }
}
