package io.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.engine.RecordTopics.Precedence;
import io.baton.engine.RecordTopics.Topic;
import io.baton.port.RecordDialect;
import org.junit.jupiter.api.Test;

class RecordTopicsTest {
  private final RecordTopics.Reader reader = new RecordTopics.Reader(RecordDialect.all());

  private static String document(String topics) {
    return "{\"schema\":\"baton-topics/1\",\"topics\":{" + topics + "}}";
  }

  @Test
  void theOperatorsFileGoesBeforeTheApplication() {
    String answers = document("\"a\":{\"dialect\":\"answer\"}");
    String starts =
        document(
            "\"a\":{\"dialect\":\"start\",\"workflow\":\"w\"},"
                + "\"b\":{\"dialect\":\"start\",\"workflow\":\"w\",\"deadLetters\":\"dead\"}");
    RecordTopics topics =
        reader
            .read("file", answers, Precedence.FIRST)
            .read("jar", starts, Precedence.AFTER_THE_FILE)
            .starts("c", "w")
            .end();

    assertThat(topics.all()).extracting(Topic::name).containsExactly("a", "b", "c");
    assertThat(topics.all()).extracting(Topic::dialect).containsExactly("answer", "start", "start");
    assertThat(topics.of("b")).map(Topic::deadLetters).contains("dead");
    assertThat(topics.of("d")).isEmpty();
  }

  @Test
  void everyMistakeIsToldAtOnceAndWhereItIs() {
    String wrong =
        document(
            "\"a\":{\"dialect\":\"event\",\"publish\":\"city\",\"keep\":\"soon\",\"sginal\":\"x\"},"
                + "\"b\":{\"dialect\":\"guess\"},"
                + "\"c\":{\"dialect\":\"answer\",\"deadLetters\":7},"
                + "\"d\":7,\"not a topic\":{}");
    reader
        .read("first.jar", wrong, Precedence.AFTER_THE_FILE)
        .read("second.jar", document("\"a\":{\"dialect\":\"answer\"}"), Precedence.AFTER_THE_FILE)
        .read("third.jar", "{\"schema\":\"baton-topics/2\"}", Precedence.AFTER_THE_FILE)
        .read("fourth.jar", "{", Precedence.AFTER_THE_FILE);

    assertThatThrownBy(reader::end)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll(
            "BATON-1443 first.jar: at /topics/a/signal: expected either it or signalFrom",
            "BATON-1443 first.jar: at /topics/a/publish: expected key, or a JSON pointer",
            "BATON-1443 first.jar: at /topics/a/keep: expected a duration",
            "BATON-1443 first.jar: at /topics/a/sginal: unknown",
            "BATON-1442 first.jar: at /topics/b/dialect: expected one of [answer, event, start]",
            "BATON-1443 first.jar: at /topics/c/deadLetters: expected the name of a topic",
            "BATON-1443 first.jar: at /topics/d: expected an object",
            "BATON-1440 first.jar: 'not a topic' is no name of a topic",
            "BATON-1441 second.jar: topic 'a' is in first.jar, too",
            "BATON-1440 third.jar: at /schema: expected \"baton-topics/1\"",
            "BATON-1440 fourth.jar: line 1");
  }
}
