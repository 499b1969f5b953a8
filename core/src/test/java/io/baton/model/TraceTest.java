package io.baton.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {
  private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Test
  void aTraceIsCarriedAsItCame() {
    assertThat(Trace.read(PARENT, "rojo=1,congo=t61"))
        .isEqualTo(new Trace(PARENT, "rojo=1,congo=t61"));
    assertThat(Trace.read(PARENT, null)).isEqualTo(new Trace(PARENT, null));
    assertThat(Trace.read(null, "rojo=1")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\n",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more"
      })
  void whatIsNoTraceparentIsLeftOutWithItsState(String parent) {
    assertThat(Trace.read(parent, "rojo=1")).isNull();
  }

  @Test
  void aTracestateThatIsTooLongOrNoPlainTextIsLeftOutAlone() {
    assertThat(Trace.read(PARENT, "a=" + "1".repeat(510)))
        .isEqualTo(new Trace(PARENT, "a=" + "1".repeat(510)));
    assertThat(Trace.read(PARENT, "a=" + "1".repeat(511))).isEqualTo(new Trace(PARENT, null));
    assertThat(Trace.read(PARENT, "a=\u00fc")).isEqualTo(new Trace(PARENT, null));
    assertThat(Trace.read(PARENT, "a=1\nb=2")).isEqualTo(new Trace(PARENT, null));
    assertThat(Trace.read(PARENT, " ")).isEqualTo(new Trace(PARENT, null));
  }
}
