package io.baton.graph.model;

import org.jspecify.annotations.Nullable;

/**
 * A function of a service, done by workers elsewhere.
 *
 * @param service 1 to 100 characters
 * @param function 1 to 100 characters
 * @param destination where its workers take requests; null for the service's own
 */
public record TaskName(String service, String function, @Nullable String destination) {
  /** Most characters of service and function with a dot between them: what the kernel can name. */
  public static final int MAX = 200;

  /** As the kernel names it. */
  public String activity() {
    return service + "." + function;
  }
}
