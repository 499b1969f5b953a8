package io.baton.it.time;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.importer.ExplodedImporter;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/** The application, with Quartz in its lib/: the setting decides whether it is used. */
final class NapArchive {
  private static final StringAsset ALL_BEANS =
      new StringAsset("<beans version=\"4.0\" bean-discovery-mode=\"all\"/>");

  private NapArchive() {}

  static Path write(Path folder) throws ReflectiveOperationException {
    EnterpriseArchive ear =
        ShrinkWrap.create(ZipImporter.class, "naps.ear")
            .importFrom(new File(System.getProperty("baton.ear")))
            .as(EnterpriseArchive.class);
    ear.delete("META-INF/application.xml");
    ear.addAsLibrary(
        ShrinkWrap.create(JavaArchive.class, "naps.jar")
            .addPackage("io.baton.it.nap")
            .addAsManifestResource(ALL_BEANS, "beans.xml"));
    ear.addAsLibrary(library("io.baton.quartz.QuartzProvider", "baton-quartz.jar"));
    ear.addAsLibrary(library("org.quartz.Scheduler", "quartz.jar"));
    File file = folder.resolve("naps.ear").toFile();
    ear.as(ZipExporter.class).exportTo(file, true);
    return file.toPath();
  }

  /** The archive, or in a build without archives the folder, that a class comes from. */
  private static JavaArchive library(String type, String name) throws ReflectiveOperationException {
    try {
      var source = Class.forName(type).getProtectionDomain().getCodeSource().getLocation();
      File file = new File(source.toURI());
      return file.isDirectory()
          ? ShrinkWrap.create(ExplodedImporter.class, name)
              .importDirectory(file)
              .as(JavaArchive.class)
          : ShrinkWrap.create(ZipImporter.class, name).importFrom(file).as(JavaArchive.class);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
