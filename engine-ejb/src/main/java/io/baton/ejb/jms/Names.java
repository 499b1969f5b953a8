package io.baton.ejb.jms;

/** Every queue, JNDI name and message header of Baton. */
public final class Names {
  public static final String COMMANDS = "java:/jms/queue/baton/commands";
  public static final String START = "java:/jms/queue/baton/start";
  public static final String DEAD = "java:/jms/queue/baton/dead";
  public static final String PARKED = "java:/jms/queue/baton/parked";

  public static final String SIGNALS = "java:/jms/queue/baton/signals";

  /** The XA connection factory that joins the caller's transaction. */
  public static final String CONNECTIONS = "java:/JmsXA";

  /** The address of the command queue in the broker. */
  public static final String COMMANDS_ADDRESS = "jms.queue.baton.commands";

  /** The address of the start queue in the broker. */
  public static final String START_ADDRESS = "jms.queue.baton.start";

  /** The address of the dead letters in the broker. */
  public static final String DEAD_ADDRESS = "jms.queue.baton.dead";

  /** The address of the signals in the broker. */
  public static final String SIGNALS_ADDRESS = "jms.queue.baton.signals";

  /** Messages of one group are delivered one after the other. */
  public static final String GROUP = "JMSXGroupID";

  /** How often a message was sent on unhandled. */
  public static final String HOPS = "baton_hops";

  /** The case that a command belongs to, for people who look at queues. */
  public static final String CASE = "baton_case";

  /** Why a message is parked. */
  public static final String REASON = "baton_reason";

  /** The Artemis broker's note of the address that a dead letter was sent to. */
  public static final String ORIGINAL_ADDRESS = "_AMQ_ORIG_ADDRESS";

  private Names() {}
}
