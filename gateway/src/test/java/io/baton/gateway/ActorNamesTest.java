package io.baton.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ActorNamesTest {
  @Test
  @DisplayName("A5.8 the key admin is mapped to another name, and no two keys to one")
  void A5_8_admin() {
    List<String> keys =
        List.of("admin", "_admin", "__admin", "administrator", "@0/5", "@", "", "k");
    assertThat(keys.stream().map(key -> ActorNames.of(key, 0, 5)).toList())
        .containsExactly("_admin", "__admin", "___admin", "administrator", "@@0/5", "@@", "", "k")
        .doesNotContain(ActorNames.of(null, 0, 5));
    assertThat(ActorNames.of(null, 0, 5)).isEqualTo("@0/5");
  }
}
