package io.baton.it.time;

final class QuartzTimersIT extends TimersTrial {
  @Override
  String wakeUp() {
    return "quartz";
  }
}
