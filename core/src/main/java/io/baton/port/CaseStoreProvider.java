package io.baton.port;

/**
 * Makes a store; found by {@link java.util.ServiceLoader} and chosen by the setting {@code
 * baton.store}.
 */
public interface CaseStoreProvider {
  /** The value of {@code baton.store} that chooses this provider. */
  String name();

  /**
   * @throws IllegalStateException naming the setting or resource that does not fit
   */
  CaseStore open(Host host);

  /** What a host lends to a store. */
  interface Host {
    /** A setting by name, or {@code otherwise}. */
    String setting(String name, String otherwise);

    Transactions transactions();

    /**
     * A resource of the host by type and name, such as a data source by its JNDI name.
     *
     * @throws IllegalStateException when there is none, naming it
     */
    <T> T resource(Class<T> type, String name);

    /** The name of this node, which turns are signed with. */
    String node();
  }
}
