package io.baton.ejb.jms;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPlacesTest {
  private static final String ALL = "baton.task.topics";
  private static final String ONE = ALL + ".guests";

  @AfterEach
  void forget() {
    System.clearProperty(ALL);
    System.clearProperty(ONE);
  }

  @Test
  void topicsAreNamedOneAfterTheOther() {
    System.setProperty(ALL, " baton.fromanager, baton.frommanager ");
    System.setProperty(ONE, "");
    assertThatCode(RequestPlaces::new).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"two words", "a,b,c,d,e,f,g,h,i", "topic:fromanager"})
  void whatIsNoListOfTopicsRefusesTheStart(String value) {
    for (String setting : new String[] {ALL, ONE}) {
      System.setProperty(setting, value);
      assertThatThrownBy(RequestPlaces::new)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("BATON-1341 " + setting + ": '" + value + "'");
      System.clearProperty(setting);
    }
  }
}
