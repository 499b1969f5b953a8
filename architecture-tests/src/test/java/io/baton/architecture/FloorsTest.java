package io.baton.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FloorsTest {
  private static final JavaClasses BATON =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.baton");

  private static final String BAD_ROOT = "io.baton.architecture.bad";
  private static final JavaClasses BAD = new ClassFileImporter().importPackages(BAD_ROOT);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model",
        "compensation",
        "persistence",
        "cdi",
        "ejb",
        "standalone",
        "cli",
        "worker",
        "worker.kafka",
        "calendar",
        "effectful",
        "quartz",
        "graph",
        "kafka",
        "gateway",
        "testkit"
      })
  void everyModuleIsLookedAt(String name) {
    assertThat(BATON.containPackage("io.baton." + name)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void batonKeeps(Floors rule) {
    rule.below("io.baton").allowEmptyShould(true).check(BATON);
  }

  @Test
  @DisplayName("A4.9 compensation, databases and clustering are bolted on: the kernel knows none")
  void theKernelKnowsNoneOfTheModulesAroundIt() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.baton.api", "io.baton.model", "io.baton.workflow..", "io.baton.port")
        .or()
        .resideInAnyPackage("io.baton.engine", "io.baton.wire..")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages(
            "io.baton.api",
            "io.baton.model",
            "io.baton.workflow..",
            "io.baton.port",
            "io.baton.engine",
            "io.baton.wire..",
            "java..",
            "com.fasterxml.jackson..",
            "org.jspecify..")
        .check(BATON);
  }

  @ParameterizedTest
  @EnumSource
  void theBadExampleBreaks(Floors rule) {
    assertThat(rule.below(BAD_ROOT).evaluate(BAD).hasViolation()).as("%s is awake", rule).isTrue();
  }
}
