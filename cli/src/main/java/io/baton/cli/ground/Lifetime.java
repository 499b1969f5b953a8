package io.baton.cli.ground;

import java.util.List;

/** How long a program in Java is to live, which says how well it is worth compiling. */
public enum Lifetime {
  /** As long as there is work: with Java's defaults. */
  LONG,

  /** Some minutes at most, as in tests: soon ready, never fast. */
  SHORT;

  /** What the JVM is told. */
  public List<String> options() {
    return switch (this) {
      case LONG -> List.of();
      case SHORT -> List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    };
  }
}
