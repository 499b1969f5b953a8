package io.baton.persistence.jpa;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.flywaydb.core.api.resource.LoadableResource;

/** A migration, read from beside this class. */
final class Script extends LoadableResource {
  private final String folder;
  private final String name;

  Script(String folder, String name) {
    this.folder = folder;
    this.name = name;
  }

  @Override
  public Reader read() {
    try (InputStream script = Script.class.getResourceAsStream(folder + "/" + name)) {
      if (script == null) {
        throw new IllegalStateException("the jar of this class lacks " + folder + "/" + name);
      }
      return new StringReader(new String(script.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String getAbsolutePath() {
    return Script.class.getPackageName().replace('.', '/') + "/" + folder + "/" + name;
  }

  @Override
  public String getAbsolutePathOnDisk() {
    return getAbsolutePath();
  }

  @Override
  public String getFilename() {
    return name;
  }

  @Override
  public String getRelativePath() {
    return name;
  }
}
