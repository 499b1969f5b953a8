package io.baton.it.crash;

/** Broken servers, to see that the audit notices. */
enum Mutant {
  NONE(""),

  /** What an activity writes is committed at once, whatever becomes of its command. */
  EFFECTS_OUTSIDE(
      """
      RULE mutant leaves the transaction
      CLASS io.baton.examples.trip.TripEffects
      METHOD insert
      AT ENTRY
      BIND names = new javax.naming.InitialContext();
        manager : jakarta.transaction.TransactionManager = names.lookup("java:jboss/TransactionManager")
      IF TRUE
      DO link("left", Thread.currentThread(), manager.suspend())
      ENDRULE
      RULE mutant goes back to the transaction
      CLASS io.baton.examples.trip.TripEffects
      METHOD insert
      AT EXIT
      BIND names = new javax.naming.InitialContext();
        manager : jakarta.transaction.TransactionManager = names.lookup("java:jboss/TransactionManager");
        left : jakarta.transaction.Transaction = unlink("left", Thread.currentThread())
      IF TRUE
      DO manager.resume(left)
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
