package io.baton.ejb.jms;

/** Every queue, JNDI name and message header of Baton. */
public final class Names {
  public static final String COMMANDS = "java:/jms/queue/baton/commands";
  public static final String START = "java:/jms/queue/baton/start";
  public static final String DEAD = "java:/jms/queue/baton/dead";
  public static final String PARKED = "java:/jms/queue/baton/parked";

  public static final String SIGNALS = "java:/jms/queue/baton/signals";

  /** Workflows as data, to be deployed. */
  public static final String DEFINITIONS = "java:/jms/queue/baton/definitions";

  /** What workers elsewhere and other people answer. */
  public static final String ANSWERS = "java:/jms/queue/baton/answers";

  /** What workers tell in the format of another system. */
  public static final String TO_MANAGER = "java:/jms/queue/baton/tomanager";

  /** Where the answers to requests in that format go, by name. */
  public static final String TO_MANAGER_QUEUE = "baton.tomanager";

  /** The address of these answers in the broker. */
  public static final String TO_MANAGER_ADDRESS = "jms.queue.baton.tomanager";

  /** Workflows as data, from whoever draws them. */
  public static final String TO_MANAGER_EDITS = "java:/jms/queue/baton/tomanageredits";

  /** The address of these in the broker. */
  public static final String TO_MANAGER_EDITS_ADDRESS = "jms.queue.baton.tomanageredits";

  /** What is told of services. */
  public static final String HEALTH = "java:/jms/queue/baton/health";

  /** The address of what is told of services, in the broker. */
  public static final String HEALTH_ADDRESS = "jms.queue.baton.health";

  /** The name of the queue for answers, as a worker is told it. */
  public static final String ANSWERS_QUEUE = "baton.answers";

  /** The name of the queue for output topics. */
  public static final String OUTPUTS_QUEUE = "baton.outputs";

  /** The name of the queue on which the bridge puts records of Kafka. */
  public static final String RECORDS_QUEUE = "baton.records";

  /** The address of these records in the broker. */
  public static final String RECORDS_ADDRESS = "jms.queue.baton.records";

  /** Before a REMOTE activity's destination in the name of the queue of its workers. */
  public static final String WORK_QUEUES = "baton.work.";

  /** The name of the topic on which workers hear what nobody awaits any more. */
  public static final String CALLED_OFF_TOPIC = "baton.calledoff";

  /** The XA connection factory that joins the caller's transaction. */
  public static final String CONNECTIONS = "java:/JmsXA";

  /** The XA connection factory of sessions that receive and send in one transaction. */
  public static final String SESSIONS = "java:/jms/baton/sessions";

  /** The address of the command queue in the broker. */
  public static final String COMMANDS_ADDRESS = "jms.queue.baton.commands";

  /** The address of the start queue in the broker. */
  public static final String START_ADDRESS = "jms.queue.baton.start";

  /** The address of the dead letters in the broker. */
  public static final String DEAD_ADDRESS = "jms.queue.baton.dead";

  /** The address of the signals in the broker. */
  public static final String SIGNALS_ADDRESS = "jms.queue.baton.signals";

  /** The address of the workflows to be deployed in the broker. */
  public static final String DEFINITIONS_ADDRESS = "jms.queue.baton.definitions";

  /** Messages of one group are delivered one after the other. */
  public static final String GROUP = "JMSXGroupID";

  /** The address of the answers in the broker. */
  public static final String ANSWERS_ADDRESS = "jms.queue.baton.answers";

  /** The address of the output topics in the broker. */
  public static final String OUTPUTS_ADDRESS = "jms.queue.baton.outputs";

  /** The address of the first of several queues for output topics. */
  public static final String FIRST_SHARD_ADDRESS = OUTPUTS_ADDRESS + ".0";

  /** How the addresses of the workers' queues begin. */
  public static final String WORK_ADDRESSES = "jms.queue.baton.work.";

  /** The address of the queue of what is put aside, in the broker. */
  public static final String PARKED_ADDRESS = "jms.queue.baton.parked";

  /** Matches the addresses of all of Baton's queues. */
  public static final String ADDRESSES = "jms.queue.baton.#";

  /** How often a message was sent on unhandled. */
  public static final String HOPS = "baton_hops";

  /** On a command that shares its transaction with no other. */
  public static final String ALONE = "baton_alone";

  /** The case that a command belongs to, for people who look at queues. */
  public static final String CASE = "baton_case";

  /** The ref that a request is for. */
  public static final String REF = "baton_ref";

  /** The activity that a worker is asked for, so that workers can select. */
  public static final String ACTIVITY = "baton_activity";

  /** The attempt that a request is for. */
  public static final String ATTEMPT = "baton_attempt";

  /** True on a request that asks to take an effect back. */
  public static final String UNDO = "baton_undo";

  /** Where a request went that is called off. */
  public static final String DESTINATION = "baton_destination";

  /** The format of a request; not there on one in Baton's own. */
  public static final String FORMAT = "baton_format";

  /** The output topic that a value is for. */
  public static final String TOPIC = "baton_topic";

  /** The key of a value on its output topic. */
  public static final String KEY = "baton_key";

  /** True where a record has no value at all. */
  public static final String TOMBSTONE = "baton_tombstone";

  /** Headers of a record on an output topic, {@code [["name","text"], …]}. */
  public static final String HEADERS = "baton_headers";

  /** After this nobody waits for the answer to a request; a text by ISO-8601. */
  public static final String DEADLINE = "baton_deadline";

  /** Who a record is: cluster, topic id, partition and offset. */
  public static final String RECORD = "baton_record";

  /** When a record was written, in milliseconds since 1970. */
  public static final String TIMESTAMP = "baton_timestamp";

  /** Which records of its partition a record keeps its order among. */
  public static final String LANE = "baton_lane";

  /** The offset of the record before it on its lane; -1 when that is not known. */
  public static final String PREVIOUS = "baton_previous";

  /** Why a message is parked. */
  public static final String REASON = "baton_reason";

  /** The Artemis broker's note of the address that a dead letter was sent to. */
  public static final String ORIGINAL_ADDRESS = "_AMQ_ORIG_ADDRESS";

  private Names() {}
}
