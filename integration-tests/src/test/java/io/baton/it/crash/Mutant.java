package io.baton.it.crash;

/** Broken servers, to see that the audit notices. */
enum Mutant {
  NONE(""),

  /** What an activity writes is committed at once, whatever becomes of its command. */
  EFFECTS_OUTSIDE(
      """
      RULE mutant leave transaction
      CLASS io.baton.examples.trip.TripEffects
      METHOD insert
      AT ENTRY
      IF TRUE
      DO link("outside", Thread.currentThread(), com.arjuna.ats.jta.TransactionManager.transactionManager().suspend())
      ENDRULE
      RULE mutant return to transaction
      CLASS io.baton.examples.trip.TripEffects
      METHOD insert
      AT EXIT
      IF TRUE
      DO com.arjuna.ats.jta.TransactionManager.transactionManager().resume(unlink("outside", Thread.currentThread()))
      ENDRULE
      """);

  private final String rules;

  Mutant(String rules) {
    this.rules = rules;
  }

  String rules() {
    return rules;
  }
}
