package io.baton.model;

/**
 * Codes of what people are told; unique and never reused. {@code docs/reference/codes.md} explains
 * each.
 */
public final class Codes {
  public static final String UNKNOWN_WORKFLOW = "BATON-1101";
  public static final String UNKNOWN_VERSION = "BATON-1102";
  public static final String INPUT_REFUSED = "BATON-1103";
  public static final String CASE_ID_TAKEN = "BATON-1104";
  public static final String REQUEST_UNREADABLE = "BATON-1105";
  public static final String NOT_REPEATABLE = "BATON-1120";

  public static final String SERVICE_DOWN = "BATON-1130";

  public static final String COMMAND_UNREADABLE = "BATON-1201";
  public static final String ANSWER_UNREADABLE = "BATON-1202";

  public static final String SIGNAL_UNREADABLE = "BATON-1203";

  public static final String TASK_ANSWER_UNREADABLE = "BATON-1220";
  public static final String TASK_ANSWER_REFUSED = "BATON-1221";
  public static final String HEALTH_UNREADABLE = "BATON-1222";

  public static final String RECORD_OF_NO_TOPIC = "BATON-1230";
  public static final String RECORD_UNREADABLE = "BATON-1231";
  public static final String RECORD_REFUSED = "BATON-1232";
  public static final String TOO_MANY_RECORDS_WAIT = "BATON-1233";
  public static final String RECORD_WITHOUT_IDENTITY = "BATON-1234";

  public static final String THREAD_LIVE = "BATON-1250";
  public static final String THREAD_TAKEN = "BATON-1251";
  public static final String THREAD_WORKFLOW = "BATON-1252";

  public static final String OUTPUT_UNDECLARED = "BATON-1320";

  public static final String ACTIVITY_PARKED = "BATON-1301";
  public static final String UNDO_PARKED = "BATON-1302";
  public static final String WORKFLOW_PARKED = "BATON-1303";
  public static final String COMMAND_OF_NO_CASE = "BATON-1304";
  public static final String NOT_DEPLOYED = "BATON-1305";
  public static final String COMMAND_IN_VAIN = "BATON-1306";
  public static final String REPLY_UNDELIVERABLE = "BATON-1307";
  public static final String SIGNAL_EXPIRED = "BATON-1308";
  public static final String LATE_EFFECT = "BATON-1309";

  public static final String RECORD_MISSING = "BATON-1310";
  public static final String RECORD_EXPIRED = "BATON-1311";

  public static final String NEXT_RUN_TAKEN = "BATON-1350";

  public static final String DEFINITION_UNREADABLE = "BATON-1501";
  public static final String DEFINITION_WRONG = "BATON-1502";
  public static final String DEFINITION_IMMUTABLE = "BATON-1503";
  public static final String DEFINITION_IS_CODE = "BATON-1504";
  public static final String DEFINITION_UNKNOWN = "BATON-1505";
  public static final String DEFINITION_NEEDED = "BATON-1506";
  public static final String NO_DEFINITIONS = "BATON-1507";

  public static final String EVENT_HELD = "BATON-1610";
  public static final String EVENT_UNACCEPTABLE = "BATON-1611";
  public static final String EVENTS_GONE = "BATON-1612";

  private Codes() {}
}
