package io.baton.cli.ground;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Ports that nobody listens on, below the range from which the system gives ports to outgoing
 * connections (32768 up), so that no such connection can take one before it is used.
 */
public final class FreePorts {
  private static final int LOWEST = 10_000;
  private static final int LIMIT = 32_768;
  private static final int TRIES = 200;

  /** What standalone-full.xml binds: ajp, http, https, iiop twice, management twice, recovery. */
  private static final int[] WILDFLY = {8009, 8080, 8443, 3528, 3529, 9990, 9993, 4712, 4713};

  private FreePorts() {}

  public static int one() {
    return pick(LOWEST, LIMIT, FreePorts::isFree);
  }

  /** An offset with which each of WildFly's ports is free. */
  public static int wildflyOffset() {
    int highest = IntStream.of(WILDFLY).max().orElseThrow();
    return pick(
        1_000,
        LIMIT - highest,
        offset -> IntStream.of(WILDFLY).map(port -> port + offset).allMatch(FreePorts::isFree));
  }

  private static int pick(int from, int to, IntPredicate fits) {
    return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(from, to))
        .limit(TRIES)
        .filter(fits)
        .findFirst()
        .orElseThrow(
            () ->
                new GroundFailure(
                    "BATON-9003 no free port between %d and %d in %d tries"
                        .formatted(from, to, TRIES)));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
