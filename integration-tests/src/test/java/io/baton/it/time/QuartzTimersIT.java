package io.baton.it.time;

final class QuartzTimersIT extends TimersTrial {
  @Override
  String wakeUp() {
    return "quartz";
  }

  /** Which calendar fires is not Quartz's business: one firing shows that it wakes for it. */
  @Override
  int minutes() {
    return 1;
  }
}
