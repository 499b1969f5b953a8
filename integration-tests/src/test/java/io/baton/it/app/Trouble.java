package io.baton.it.app;

/** What can go wrong with a step, each after its effect has been written. */
public enum Trouble {
  THROW,
  REFUSE,
  CHECK,
  FLUSH,
  COMMIT,
  SEND,
  SLEEP,
  MARK,
  VETO,
  CROSS,
  LARGE
}
