package io.baton.ejb.jms;

import io.baton.port.Settings;
import io.baton.port.TaskFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Which destination is asked in which format, as the settings say. */
public final class TaskFormats {
  /** The format of what comes to {@link Names#TO_MANAGER_QUEUE}. */
  private static final String MANAGER = "manager";

  private final Map<String, TaskFormat> byName = new TreeMap<>();
  private final Map<String, Optional<TaskFormat>> byDestination = new ConcurrentHashMap<>();

  /**
   * @throws IllegalStateException when a setting names a format that is not there
   */
  public TaskFormats(List<TaskFormat> formats) {
    formats.forEach(format -> byName.put(format.name(), format));
    format(Settings.get(Settings.TASK_FORMAT, Settings.DEFAULT_TASK_FORMAT));
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith(Settings.TASK_FORMAT + "."))
        .forEach(name -> format(System.getProperty(name)));
  }

  /** Those that can be seen from the calling thread. */
  public static TaskFormats asSet() {
    return new TaskFormats(TaskFormat.all());
  }

  /** Empty for Baton's own. */
  Optional<TaskFormat> of(String destination) {
    return byDestination.computeIfAbsent(destination, this::asSet);
  }

  private Optional<TaskFormat> asSet(String destination) {
    return format(Settings.get(Settings.TASK_FORMAT, destination, Settings.DEFAULT_TASK_FORMAT));
  }

  private Optional<TaskFormat> format(String name) {
    if (name.equals(Settings.DEFAULT_TASK_FORMAT)) {
      return Optional.empty();
    }
    if (!byName.containsKey(name)) {
      throw new IllegalStateException(
          "BATON-1430 %s: there is no format '%s', known are %s and %s"
              .formatted(
                  Settings.TASK_FORMAT, name, Settings.DEFAULT_TASK_FORMAT, byName.keySet()));
    }
    return Optional.of(byName.get(name));
  }

  /** Empty when the library that reads it is not in the application. */
  public Optional<TaskFormat> manager() {
    return Optional.ofNullable(byName.get(MANAGER));
  }
}
