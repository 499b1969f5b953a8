package io.baton.graph.shelf;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** A folder that a class loader sees, in a jar or not. */
final class Folder {
  private static final int LONGEST = 8_000_000;

  private final URL place;

  /**
   * @param place as the class loader tells it
   */
  Folder(URL place) {
    this.place = place;
  }

  URL file(String name) throws IOException {
    return new URL(place.toExternalForm().replaceAll("/$", "") + "/" + name);
  }

  static String read(URL file) throws IOException {
    URLConnection connection = file.openConnection();
    connection.setUseCaches(false);
    try (InputStream stream = connection.getInputStream()) {
      byte[] bytes = stream.readNBytes(LONGEST + 1);
      if (bytes.length > LONGEST) {
        throw new IOException("%s has more than %d bytes".formatted(file, LONGEST));
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** The names of what is in it. */
  SortedSet<String> names() throws IOException {
    if (place.getProtocol().equals("file")) {
      return ofPath();
    }
    URLConnection connection = place.openConnection();
    connection.setUseCaches(false);
    return connection instanceof JarURLConnection inJar ? ofJar(inJar) : ofServer(connection);
  }

  private SortedSet<String> ofPath() throws IOException {
    SortedSet<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.list(Path.of(uri()))) {
      files.forEach(file -> names.add(String.valueOf(file.getFileName())));
    }
    return names;
  }

  private URI uri() throws IOException {
    try {
      return place.toURI();
    } catch (URISyntaxException e) {
      throw new IOException("no path: " + place, e);
    }
  }

  private static SortedSet<String> ofJar(JarURLConnection folder) throws IOException {
    SortedSet<String> names = new TreeSet<>();
    String prefix = folder.getEntryName().replaceAll("/?$", "/");
    try (JarFile jar = folder.getJarFile()) {
      jar.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.startsWith(prefix))
          .forEach(name -> names.add(name.substring(prefix.length())));
    }
    return names;
  }

  /** WildFly shows a folder of an archive as if it were an archive. */
  private SortedSet<String> ofServer(URLConnection folder) throws IOException {
    SortedSet<String> names = new TreeSet<>();
    try (InputStream stream = folder.getInputStream()) {
      if (!(stream instanceof JarInputStream jar)) {
        throw new IOException("what is in " + place + " cannot be listed");
      }
      for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    return names;
  }
}
