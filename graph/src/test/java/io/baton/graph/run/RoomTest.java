package io.baton.graph.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.workflow.Room;
import io.baton.workflow.Room.WhenFull;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How many cases of a graph may be under way. */
class RoomTest {
  private static final String NODES = "'nodes': {'a': {'kind': 'activity', 'activity': 'A.a'}}";

  private static GraphProgram program(String members) {
    Play play = new Play("'a': {'kind': 'activity', 'activity': 'A.a'}");
    String text =
        "{'schema': 'baton-graph/1', 'name': 'g', 'version': 1, %s%s}".formatted(members, NODES);
    return new GraphProgram(Play.read(text), play);
  }

  @ParameterizedTest
  @EnumSource(WhenFull.class)
  @DisplayName("A3.14 a graph's concurrency is its workflow's room")
  void A3_14_concurrency(WhenFull whenFull) {
    String limit = "'concurrency': {'limit': 3, 'whenFull': '%s'}, ".formatted(whenFull);
    assertThat(program(limit).room()).contains(new Room(3, whenFull));
  }

  @Test
  void withoutConcurrencyThereIsRoomForAny() {
    assertThat(program("").room()).isEmpty();
  }
}
