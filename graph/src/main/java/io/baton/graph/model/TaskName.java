package io.baton.graph.model;

import org.jspecify.annotations.Nullable;

/**
 * A function of a service, done by workers elsewhere.
 *
 * @param service 1 to 100 characters
 * @param function 1 to 100 characters
 * @param destination where its workers take requests; null for the service's own
 * @param group which of its workers are asked: 1 to 50 letters, digits, dashes and underscores;
 *     null for those that the case names, or for any
 */
public record TaskName(
    String service, String function, @Nullable String destination, @Nullable String group) {
  /** Most characters of service and function with a dot between them: what the kernel can name. */
  public static final int MAX = 200;

  /** Whatever group of workers. */
  public TaskName(String service, String function, @Nullable String destination) {
    this(service, function, destination, null);
  }

  /** As the kernel names it. */
  public String activity() {
    return service + "." + function;
  }
}
