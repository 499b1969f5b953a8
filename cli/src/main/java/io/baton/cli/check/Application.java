package io.baton.cli.check;

import io.baton.api.Workflow;
import io.baton.workflow.script.PlainInstances;
import io.baton.workflow.script.Scripts;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The workflows and activity interfaces of an archive, read without a server: nothing of it is run
 * but workflow code.
 */
public final class Application implements AutoCloseable {
  private final Archive archive;
  private final URLClassLoader classes;
  private final Scripts code;

  private Application(Archive archive, URLClassLoader classes, Scripts code) {
    this.archive = archive;
    this.classes = classes;
    this.code = code;
  }

  /**
   * @param file an EAR or a jar
   * @throws IOException when it cannot be read
   * @throws IllegalArgumentException when there is no workflow in it, or what there is, is wrong
   */
  public static Application open(Path file) throws IOException {
    Archive archive = Archive.open(file);
    URLClassLoader classes = null;
    boolean whole = false;
    try {
      List<URL> urls = new ArrayList<>();
      for (Path jar : archive.jars()) {
        urls.add(jar.toUri().toURL());
      }
      classes = new URLClassLoader(urls.toArray(URL[]::new), Application.class.getClassLoader());
      Application opened = new Application(archive, classes, read(file, archive, classes));
      whole = true;
      return opened;
    } finally {
      if (!whole) {
        close(archive, classes);
      }
    }
  }

  private static Scripts read(Path file, Archive archive, ClassLoader classes) throws IOException {
    Set<Class<?>> workflows = new LinkedHashSet<>();
    for (Path jar : archive.jars()) {
      for (String name : namesIn(jar)) {
        add(name, classes, workflows);
      }
    }
    if (workflows.isEmpty()) {
      throw new IllegalArgumentException(
          file + " has no class with @Workflow in a jar with META-INF/beans.xml");
    }
    Set<Class<?>> interfaces = new LinkedHashSet<>();
    for (Class<?> workflow : workflows) {
      for (Field field : PlainInstances.durableFields(workflow)) {
        interfaces.add(field.getType());
      }
    }
    return Scripts.read(workflows, interfaces, new PlainInstances(workflows));
  }

  /** The classes of a jar that a server would take for beans. */
  private static List<String> namesIn(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.getEntry("META-INF/beans.xml") == null
          ? List.of()
          : zip.stream()
              .map(ZipEntry::getName)
              .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
              .filter(name -> !name.startsWith("META-INF/"))
              .map(name -> name.substring(0, name.length() - 6).replace('/', '.'))
              .toList();
    }
  }

  private static void add(String name, ClassLoader classes, Set<Class<?>> workflows) {
    try {
      Class<?> type = Class.forName(name, false, classes);
      if (type.isAnnotationPresent(Workflow.class)) {
        workflows.add(type);
      }
    } catch (ClassNotFoundException | LinkageError e) {
      // It leans on the server, which is not here; a workflow leans on nothing of it.
    }
  }

  Scripts code() {
    return code;
  }

  /** Such as {@code trip-booking}. */
  public Set<String> workflows() {
    return code.workflows();
  }

  @Override
  public void close() throws IOException {
    close(archive, classes);
  }

  private static void close(Archive archive, @Nullable URLClassLoader classes) throws IOException {
    try (archive) {
      if (classes != null) {
        classes.close();
      }
    }
  }
}
