package io.baton.examples.standalone;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Says what it does, and takes its time, so that there is some to be killed in. */
final class SlowGreeter implements Greeter {
  private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  @Override
  public String greet(String who, int time) {
    LockSupport.parkNanos(NANOS);
    System.out.printf("step %d: hello, %s%n", time, who);
    return "greeted %s %d times".formatted(who, time);
  }
}
