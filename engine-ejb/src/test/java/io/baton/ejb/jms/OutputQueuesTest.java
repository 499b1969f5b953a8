package io.baton.ejb.jms;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputQueuesTest {
  private static final String SHARDS = "baton.outputs.shards";
  private static final String ANSWERS = "baton.kafka.answers";

  @AfterEach
  void forget() {
    System.clearProperty(SHARDS);
    System.clearProperty(ANSWERS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "64"})
  void outputsHaveOneQueueOrUpTo64(String value) {
    System.setProperty(SHARDS, value);
    assertThatCode(OutputQueues::new).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"65", "-1", "", "four", "100"})
  void whatIsNoNumberOfQueuesRefusesTheStart(String value) {
    System.setProperty(SHARDS, value);
    assertThatThrownBy(OutputQueues::new)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("BATON-1422 baton.outputs.shards is '%s'; it must be 0 to 64", value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"two words", "", "kafka:answers"})
  void whatIsNoTopicOfKafkaRefusesTheStart(String value) {
    System.setProperty(ANSWERS, value);
    OutputQueues queues = new OutputQueues();
    assertThatThrownBy(() -> new KafkaRequests(queues))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("BATON-1423 baton.kafka.answers: '" + value + "'");
  }
}
