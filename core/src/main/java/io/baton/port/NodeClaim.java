package io.baton.port;

import java.time.Duration;

/**
 * When a node id may be taken that another life of a server has written into {@code baton_node}: by
 * the same store, which is the folder with the transaction log, at once; by another one when the
 * claim has not been renewed for {@link #EXPIRY}.
 */
public final class NodeClaim {
  public static final Duration EXPIRY = Duration.ofSeconds(30);

  /** The file in the server's data folder that holds the store's id. */
  public static final String STORE_FILE = "baton-store-id";

  private NodeClaim() {}
}
