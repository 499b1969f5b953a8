package io.baton.it.app;

import org.jspecify.annotations.Nullable;

/**
 * One activity of a case.
 *
 * @param name of the effect
 * @param trouble what goes wrong; null for nothing
 * @param times at how many attempts it goes wrong
 * @param detail of the trouble
 * @param undoTrouble at how many attempts the undo goes wrong
 */
public record Step(
    String name, @Nullable Trouble trouble, int times, @Nullable String detail, int undoTrouble) {
  public static final int ALWAYS = 1_000;

  public static Step fine(String name) {
    return new Step(name, null, 0, null, 0);
  }

  public static Step with(String name, Trouble trouble, int times) {
    return new Step(name, trouble, times, null, 0);
  }

  public Step detail(String text) {
    return new Step(name, trouble, times, text, undoTrouble);
  }

  public Step undoFails(int attempts) {
    return new Step(name, trouble, times, detail, attempts);
  }
}
