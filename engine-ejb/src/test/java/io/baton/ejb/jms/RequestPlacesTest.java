package io.baton.ejb.jms;

import static org.assertj.core.api.Assertions.assertThat;
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

  @Test
  void topicsOfKafkaAreToldApart() {
    System.setProperty(ALL, "kafka:fromanager,baton.fromanager,kafka:frommanager");
    System.setProperty(ONE, "");
    RequestPlaces places = new RequestPlaces();
    assertThat(places.onKafka("legal", true))
        .containsExactly("kafka:fromanager", "kafka:frommanager");
    assertThat(places.onKafka("legal", false)).as("Baton's own format").isEmpty();
    assertThat(places.onKafka("guests", true)).as("their own setting says none").isEmpty();
    assertThat(places.onKafka("kafka:hotels", false)).containsExactly("kafka:hotels");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"two words", "a,b,c,d,e,f,g,h,i", "topic:fromanager", "kafka:", "kafka:kafka:a"})
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
