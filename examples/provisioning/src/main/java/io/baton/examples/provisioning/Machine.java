package io.baton.examples.provisioning;

/**
 * What the cloud tells about a machine.
 *
 * @param address empty until it is ready
 */
public record Machine(String id, State state, String address) {
  /** How far a machine is. */
  public enum State {
    STARTING,
    READY,
    BROKEN
  }
}
