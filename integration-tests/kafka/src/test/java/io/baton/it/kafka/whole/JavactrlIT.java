package io.baton.it.kafka.whole;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The topics of javactrl-kafka, by plain clients of a real broker. */
@ExtendWith(SharedInstallation.class)
@DisplayName("A1.2 threads of javactrl-kafka on a real broker")
final class JavactrlIT {
  private static final String IN = "wire-java";

  private final Installation all;
  private final Told told;

  JavactrlIT(Installation all) {
    this.all = all;
    this.told = all.told();
  }

  private void started(String thread, String parameter) {
    all.put(IN, thread, "new:" + parameter);
    assertThat(told.await("java-ask", thread)).isEqualTo("v1");
  }

  @Test
  @DisplayName("A1.2.18 new: with nothing behind it starts; what stands behind := is the answer")
  void A1_2_18_answers() {
    started("a1218", "");
    all.put(IN, "a1218", "v1:=");
    all.put(IN, "a1218", "v2:=a:=b");
    all.put(IN, "a1218", "main");
    assertThat(told.await("java-result", "a1218")).isEqualTo("//a:=b/null");
  }

  @Test
  @DisplayName("A1.2.18 new:{} starts, too, and its text is the parameter as it is")
  void A1_2_18_newWithAParameter() {
    started("a1218 text", "{} any text");
    all.put(IN, "a1218 text", "v1:=1");
    all.put(IN, "a1218 text", "v2:=2");
    all.put(IN, "a1218 text", "main:=3");
    assertThat(told.await("java-result", "a1218 text")).isEqualTo("{} any text/1/2/3");
  }

  @Test
  @DisplayName("A1.2.18 what stands behind :! is thrown")
  void A1_2_18_exceptions() {
    started("a1218 error", "{}");
    all.put(IN, "a1218 error", "v1:!no hotels: none");
    assertThat(told.await("java-error", "a1218 error")).isEqualTo("no hotels: none");
    assertThat(told.all("java-result", "a1218 error")).isEmpty();
  }

  @Test
  @DisplayName("A1.2.19 ids are counted over the thread, or given, and known in full")
  void A1_2_19_ids() {
    started("a1219", "p");
    all.put(IN, "a1219", "v1:=1");
    all.put(IN, "a1219", "a1219|v2:=2");
    all.put(IN, "a1219", "a1219|main:=3");
    assertThat(told.await("java-result", "a1219")).isEqualTo("p/1/2/3");
    assertThat(told.all("java-ask", "a1219")).containsExactly("v1", "a1219|v2", "a1219|main");
  }

  @Test
  @DisplayName("A1.2.20 A1.3.26 time is over: what is awaited sees it, what was made is taken back")
  void A1_2_20_theTimeIsOver() {
    all.put("java-trip", "a1220", "new:1500");
    told.await("java-ask", "a1220", 2);
    all.put("java-trip", "a1220", "v1:=Economy");
    assertThat(told.await("java-error", "a1220")).isEqualTo("timeout");
    assertThat(told.all("java-cancel", "a1220"))
        .containsExactlyInAnyOrder("car Economy", "hotel that nobody told of");
  }

  @Test
  @DisplayName("A1.2.21 nothing is put out but what the workflow forwards itself")
  void A1_2_21_noTopicsByThemselves() {
    for (String end : new String[] {"=1", "!no"}) {
      String thread = "a1221 " + end;
      started(thread, "");
      all.put(IN, thread, "v1:" + end);
      all.put(IN, thread, "v2:=2");
      all.put(IN, thread, "main:=3");
      told.await(end.equals("=1") ? "java-result" : "java-error", thread);
      assertThat(told.all("workflow-result", thread)).isEmpty();
      assertThat(told.all("workflow-error", thread)).isEmpty();
    }
  }

  @Test
  @DisplayName("A1.2.22 the topic that is read has any name, and so have those that are written")
  void A1_2_22_namesOfTopics() {
    started("a1222", ""); // wire-java, java-ask: names of these tests.
    all.put("java-trip", "a1222", "v1:=of another topic, for the same thread");
    all.put(IN, "a1222", "v2:=2");
    all.put(IN, "a1222", "main:=3");
    assertThat(told.await("java-result", "a1222"))
        .isEqualTo("/of another topic, for the same thread/2/3");
  }
}
