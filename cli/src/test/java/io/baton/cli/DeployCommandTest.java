package io.baton.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeployCommandTest {
  @Test
  void aDrawingIsCalledAsItsSenderSays() {
    String map = "{\"user.create\":[]}";
    assertThat(DeployCommand.document(map, null)).isEqualTo(map);
    assertThat(Json.tree(DeployCommand.document(map, "user_registration@v0.1.0")))
        .isEqualTo(
            Json.STRICT
                .createObjectNode()
                .put("name", "user_registration")
                .put("version", "v0.1.0")
                .put("workflow", map));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "trip", "@1", "trip@"})
  void whatIsNoNameWithAVersionIsRefused(String as) {
    assertThatThrownBy(() -> DeployCommand.document("{}", as)).hasMessageContaining(as);
  }
}
