package io.baton.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.RemoteGateways;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class GatewayCommandTest {
  private static String asked(String word, String... arguments) {
    AtomicReference<String> asked = new AtomicReference<>();
    RemoteGateways gateways =
        (RemoteGateways)
            Proxy.newProxyInstance(
                RemoteGateways.class.getClassLoader(),
                new Class<?>[] {RemoteGateways.class},
                (proxy, method, values) -> {
                  asked.set(method.getName() + Arrays.toString(values));
                  return null;
                });
    GatewayCommand.wish("g", word, List.of(arguments)).accept(gateways);
    return asked.get();
  }

  @Test
  void eachWordAsksForWhatItSays() {
    assertThat(asked("run")).isEqualTo("run[g]");
    assertThat(asked("pause")).isEqualTo("pause[g]");
    assertThat(asked("resume")).isEqualTo("resume[g]");
    assertThat(asked("reset")).isEqualTo("reset[g]");
    assertThat(asked("clear")).isEqualTo("clearConfiguration[g]");
    assertThat(asked("retry", "3", "4711")).isEqualTo("retry[g, 3, 4711]");
    assertThat(asked("skip", "3", "4711")).isEqualTo("skip[g, 3, 4711]");
    assertThat(asked("configure", "topic=t", "password=${A=B}"))
        .isEqualTo("configure[g, {\"password\":\"${A=B}\",\"topic\":\"t\"}]");
  }

  @Test
  void whatIsNoneOfThemIsRefusedAndSaysWhy() {
    assertThatThrownBy(() -> asked("stop"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("stop");
    assertThatThrownBy(() -> asked("run", "now")).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> asked("retry", "3")).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> asked("skip", "three", "1")).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> asked("configure", "topic")).isInstanceOf(Refusal.class);
  }
}
