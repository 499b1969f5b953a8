package io.baton.it.crash;

import java.util.Locale;

/** A point in the two-phase commit of the server's transaction manager. */
enum CrashPoint {
  BEFORE_PREPARE("coordinator.BasicAction", "prepare(boolean)", "ENTRY"),
  AFTER_FIRST_PREPARE("XAResourceRecord", "topLevelPrepare()", "EXIT"),
  BEFORE_LOG_WRITE("coordinator.BasicAction", "prepare(boolean)", "INVOKE write_committed"),
  PHASE_TWO_ENTRY("coordinator.BasicAction", "phase2Commit(boolean)", "ENTRY"),
  AFTER_FIRST_COMMIT("XAResourceRecord", "topLevelCommit()", "EXIT"),
  PHASE_TWO_EXIT("coordinator.BasicAction", "phase2Commit(boolean)", "EXIT");

  private static final String ARM =
      """
      RULE arm
      CLASS com.arjuna.ats.arjuna.coordinator.BasicAction
      METHOD prepare(boolean)
      AT ENTRY
      IF incrementCounter("prepares") == %d
      DO flag(Thread.currentThread())
      ENDRULE
      """;

  private static final String KILL =
      """
      RULE kill
      CLASS %s
      METHOD %s
      AT %s
      IF flagged(Thread.currentThread())
      DO killJVM()
      ENDRULE
      """;

  private final String type;
  private final String method;
  private final String place;

  CrashPoint(String type, String method, String place) {
    String folder =
        type.equals("XAResourceRecord") ? "internal.jta.resources.arjunacore." : "arjuna.";
    this.type = "com.arjuna.ats." + folder + type;
    this.method = method;
    this.place = place;
  }

  /** Byteman rules that end the JVM here, in the thread of the n-th transaction that prepares. */
  String rules(int transaction) {
    return ARM.formatted(transaction) + KILL.formatted(type, method, place);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
