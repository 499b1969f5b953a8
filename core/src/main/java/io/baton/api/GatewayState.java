package io.baton.api;

/** Where a gateway is in its life. */
public enum GatewayState {
  /** Nothing is configured. */
  START,
  /** Configured, and at the beginning of its topic. */
  READY,
  RUNNING,
  /** Paused: it goes on where it was. */
  STOPPED
}
