package io.baton.it;

import java.io.File;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/** The archives that the tests deploy, all made from the template EAR. */
final class Applications {
  static final StringAsset ALL_BEANS =
      new StringAsset("<beans version=\"4.0\" bean-discovery-mode=\"all\"/>");

  private static final StringAsset PERSISTENCE =
      new StringAsset(
          """
          <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
            <persistence-unit name="it">
              <jta-data-source>java:jboss/datasources/BatonXA</jta-data-source>
              <class>io.baton.it.app.Ticket</class>
            </persistence-unit>
          </persistence>
          """);

  private Applications() {}

  /** The template without an application; its modules are found, not listed. */
  static EnterpriseArchive template(String name) {
    EnterpriseArchive ear =
        ShrinkWrap.create(ZipImporter.class, name)
            .importFrom(new File(System.getProperty("baton.ear")))
            .as(EnterpriseArchive.class);
    ear.delete("META-INF/application.xml");
    return ear;
  }

  /** The application of package {@code app}. */
  static EnterpriseArchive steps() {
    JavaArchive module =
        ShrinkWrap.create(JavaArchive.class, "steps.jar")
            .addPackage("io.baton.it.app")
            .addAsManifestResource(ALL_BEANS, "beans.xml")
            .addAsManifestResource(PERSISTENCE, "persistence.xml");
    return template("steps.ear").addAsModule(module);
  }

  /** The application of package {@code away}. */
  static EnterpriseArchive away() {
    JavaArchive module =
        ShrinkWrap.create(JavaArchive.class, "away.jar")
            .addPackage("io.baton.it.away")
            .addAsManifestResource(ALL_BEANS, "beans.xml");
    return template("away.ear").addAsModule(module);
  }

  /** The application of package {@code guests}. */
  static EnterpriseArchive guests() {
    JavaArchive jar =
        ShrinkWrap.create(JavaArchive.class, "guests.jar")
            .addPackage("io.baton.it.guests")
            .addAsManifestResource(ALL_BEANS, "beans.xml");
    return template("guests.ear").addAsLibrary(jar);
  }

  /** The application of package {@code talk}. */
  static EnterpriseArchive talk() {
    JavaArchive jar =
        ShrinkWrap.create(JavaArchive.class, "talk.jar")
            .addPackage("io.baton.it.talk")
            .addAsManifestResource(ALL_BEANS, "beans.xml");
    return template("talk.ear").addAsLibrary(jar);
  }

  /** All examples in one EAR: the trip as a module, the others as libraries. */
  static EnterpriseArchive examples() {
    return template("examples.ear")
        .addAsModule(example("trip-booking/app", "trip-booking"))
        .addAsLibraries(
            example("subscription", "subscription-example"),
            example("cart", "cart-example"),
            example("provisioning", "provisioning-example"),
            example("graphs", "graphs-example"));
  }

  private static JavaArchive example(String folder, String name) {
    File target = new File(System.getProperty("baton.examples"), folder + "/target");
    File[] jars = target.listFiles((dir, file) -> file.matches(name + "-\\d[^-]*(-SNAPSHOT)?.jar"));
    if (jars == null || jars.length != 1) {
      throw new IllegalStateException("not one jar of " + name + " in " + target);
    }
    return ShrinkWrap.create(ZipImporter.class, name + ".jar")
        .importFrom(jars[0])
        .as(JavaArchive.class);
  }
}
