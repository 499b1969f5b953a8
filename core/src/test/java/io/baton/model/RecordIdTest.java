package io.baton.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordIdTest {
  @Test
  void theTextIsReadBack() {
    RecordId id = RecordId.read("-cluster_/topic-id/3/9223372036854775807");

    assertThat(id).isEqualTo(new RecordId("-cluster_", "topic-id", 3, Long.MAX_VALUE));
    assertThat(RecordId.read(id.text())).isEqualTo(id);
    assertThat(id.source()).isEqualTo("-cluster_/topic-id/3");
    assertThat(id.command().value()).isEqualTo("record " + id.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "c/t/0", "c/t/0/1/2", "c/t/x/1", "c/t/0/-1", "/t/0/1", "c/ /0/1"})
  void anythingElseIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> RecordId.read(text));
  }
}
