package io.baton.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Date;
import java.util.stream.Stream;

/** The rules, for the packages below a root: the real one, or one that breaks each of them. */
enum Floors {
  API_LEANS_ON_THE_JDK_ONLY {
    @Override
    ArchRule below(String root) {
      return classes()
          .that()
          .resideInAPackage(root + ".api..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(root + ".api..", "java..", "org.jspecify..");
    }
  },
  MODEL_LEANS_ON_NO_OTHER_FLOOR {
    @Override
    ArchRule below(String root) {
      return no(root, "model").on("workflow", "port", "engine", "wire");
    }
  },
  WORKFLOW_DOES_NOT_KNOW_THE_ENGINE {
    @Override
    ArchRule below(String root) {
      return no(root, "workflow").on("engine");
    }
  },
  PORT_DOES_NOT_KNOW_THE_ENGINE {
    @Override
    ArchRule below(String root) {
      return no(root, "port").on("engine");
    }
  },
  CORE_KNOWS_NEITHER_SERVER_NOR_DATABASE {
    @Override
    ArchRule below(String root) {
      return noClasses()
          .that()
          .resideInAnyPackage(packages(root, CORE))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "jakarta..", "java.sql..", "javax.sql..", "javax.transaction..", "org.hibernate..");
    }
  },
  CORE_DOES_NOT_KNOW_ITS_NEIGHBOURS {
    @Override
    ArchRule below(String root) {
      return no(root, CORE)
          .on(
              "compensation",
              "persistence",
              "cdi",
              "ejb",
              "standalone",
              "cli",
              "worker",
              "calendar",
              "effectful",
              "quartz",
              "graph",
              "kafka",
              "gateway",
              "testkit");
    }
  },
  /** What is due is told by the clock that all nodes share, the store's. */
  CORE_ASKS_NO_CLOCK_OF_THE_MACHINE {
    @Override
    ArchRule below(String root) {
      return noClasses()
          .that()
          .resideInAnyPackage(packages(root, CORE))
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(InstantSource.class, "system")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Clock.class, Date.class, LocalDateTime.class, ZonedDateTime.class);
    }
  },
  GRAPH_STANDS_ALONE {
    @Override
    ArchRule below(String root) {
      return no(root, "graph")
          .on("compensation", "persistence", "cdi", "ejb", "standalone", "cli", "worker");
    }
  },
  EFFECTFUL_STANDS_ALONE {
    @Override
    ArchRule below(String root) {
      return no(root, "effectful")
          .on("compensation", "persistence", "cdi", "ejb", "standalone", "cli", "worker", "graph");
    }
  },
  CALENDAR_AND_QUARTZ_STAND_ALONE {
    @Override
    ArchRule below(String root) {
      return no(root, "calendar", "quartz")
          .on("compensation", "persistence", "cdi", "ejb", "standalone", "cli", "worker");
    }
  },
  /** A worker is a program of somebody else: it knows the protocol and no class of Baton. */
  WORKER_STANDS_ALONE {
    @Override
    ArchRule below(String root) {
      return no(root, "worker")
          .on(
              Stream.concat(
                      Arrays.stream(CORE),
                      Stream.of("compensation", "persistence", "cdi", "ejb", "standalone", "cli"))
                  .toArray(String[]::new));
    }
  },
  /** It lives in a worker of Kafka Connect, where no class of Baton is but its own. */
  KAFKA_BRIDGE_STANDS_ALONE {
    @Override
    ArchRule below(String root) {
      return no(root, "kafka")
          .on(
              Stream.concat(
                      Arrays.stream(CORE),
                      Stream.of(
                          "compensation",
                          "persistence",
                          "cdi",
                          "ejb",
                          "standalone",
                          "cli",
                          "graph"))
                  .toArray(String[]::new));
    }
  },
  /** It knows Kafka's consumer and core; the host it runs in is any. */
  GATEWAY_STANDS_ALONE {
    @Override
    ArchRule below(String root) {
      return no(root, "gateway")
          .on(
              "compensation",
              "persistence",
              "cdi",
              "ejb",
              "standalone",
              "cli",
              "worker",
              "graph",
              "kafka");
    }
  },
  COMPENSATION_STANDS_ALONE {
    @Override
    ArchRule below(String root) {
      return no(root, "compensation").on("persistence", "cdi", "ejb");
    }
  },
  PERSISTENCE_STANDS_ALONE {
    @Override
    ArchRule below(String root) {
      return no(root, "persistence").on("compensation", "cdi", "ejb");
    }
  },
  CDI_STANDS_ALONE {
    @Override
    ArchRule below(String root) {
      return no(root, "cdi").on("compensation", "persistence", "ejb");
    }
  },
  /** But it may lean on CDI: it is the host in which the beans live. */
  EJB_LEANS_ON_NO_STORE_AND_NO_COMPENSATION {
    @Override
    ArchRule below(String root) {
      return no(root, "ejb").on("compensation", "persistence");
    }
  },
  /** It is for the tests of applications; what runs in production does not know it. */
  NOTHING_LEANS_ON_THE_TEST_KIT {
    @Override
    ArchRule below(String root) {
      return noClasses()
          .that()
          .resideOutsideOfPackage(root + ".testkit..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(packages(root, "testkit"));
    }
  },
  PACKAGES_RUN_IN_NO_CIRCLE {
    @Override
    ArchRule below(String root) {
      return slices().matching(root + ".(**)").should().beFreeOfCycles();
    }
  },
  PACKAGES_ARE_NAMED_AFTER_AN_IDEA {
    @Override
    ArchRule below(String root) {
      return noClasses()
          .should()
          .resideInAnyPackage(
              Stream.of("util", "utils", "common", "impl", "internal", "helper", "manager")
                  .map(name -> root + ".." + name + "..")
                  .toArray(String[]::new));
    }
  },
  NOTHING_IS_JAVA_SERIALIZED {
    @Override
    ArchRule below(String root) {
      return noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(ObjectInputStream.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(ObjectOutputStream.class);
    }
  };

  private static final String[] CORE = {"api", "model", "workflow", "port", "engine", "wire"};

  abstract ArchRule below(String root);

  private static No no(String root, String... from) {
    return new No(root, from);
  }

  private static String[] packages(String root, String... names) {
    return Arrays.stream(names).map(name -> root + "." + name + "..").toArray(String[]::new);
  }

  private record No(String root, String... from) {
    ArchRule on(String... to) {
      return noClasses()
          .that()
          .resideInAnyPackage(packages(root, from))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(packages(root, to));
    }
  }
}
