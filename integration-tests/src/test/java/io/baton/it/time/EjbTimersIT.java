package io.baton.it.time;

final class EjbTimersIT extends TimersTrial {
  @Override
  String wakeUp() {
    return "ejb";
  }
}
