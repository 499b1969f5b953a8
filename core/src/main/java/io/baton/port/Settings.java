package io.baton.port;

/** The names of Baton's settings, and their values: system properties of the server. */
public final class Settings {
  public static final String STORE = "baton.store";
  public static final String DATA_SOURCE = "baton.datasource";
  public static final String DEFAULT_DATA_SOURCE = "java:jboss/datasources/BatonXA";
  public static final String NODE = "baton.node.id";

  /** The transaction manager's time-out in seconds, as server-config sets it. */
  public static final String TX_TIMEOUT = "baton.tx.timeout";

  private Settings() {}

  public static String get(String name, String otherwise) {
    return System.getProperty(name, otherwise);
  }
}
