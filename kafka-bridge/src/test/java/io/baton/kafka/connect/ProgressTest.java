package io.baton.kafka.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

class ProgressTest {
  @Test
  void what_is_written_is_read() {
    Progress progress = Progress.none();
    progress.put(3, 0);
    progress.put(7, 31);
    progress.pass(9);

    Progress read = Progress.read(progress.offset(), progress.lanes());

    assertThat(read.offset()).isEqualTo(9);
    assertThat(read.previous(0)).isEqualTo(3);
    assertThat(read.previous(31)).isEqualTo(7);
    assertThat(read.previous(5)).isEqualTo(Progress.NONE);
  }

  @Test
  void what_was_written_before_there_were_lanes_knows_of_none() {
    Progress read = Progress.read(9, null);

    assertThat(read.offset()).isEqualTo(9);
    assertThat(IntStream.range(0, Progress.LANES).mapToLong(read::previous))
        .containsOnly(Progress.NONE);
  }

  @Test
  void set_forward_it_knows_what_was_put_and_set_back_only_what_was_put_before() {
    Progress progress = Progress.none();
    progress.put(3, 1);
    progress.put(7, 2);

    progress.setTo(20);
    assertThat(progress.previous(1)).isEqualTo(3);
    assertThat(progress.previous(2)).isEqualTo(7);

    progress.setTo(5);
    assertThat(progress.offset()).isEqualTo(5);
    assertThat(progress.previous(1)).isEqualTo(3);
    assertThat(progress.previous(2)).isEqualTo(Progress.NONE);
  }

  @Test
  void a_key_has_the_same_lane_for_ever() {
    assertThat(Progress.laneOf("case-1")).isEqualTo(27);
    assertThat(Progress.laneOf("")).isEqualTo(0);
    assertThat(Progress.laneOf("trip-0815|flight")).isEqualTo(18);
  }

  @Test
  void the_keys_of_one_of_many_partitions_have_many_lanes() {
    long lanes =
        IntStream.range(0, 20_000)
            .mapToObj(i -> "case-" + i)
            .filter(key -> partition(key, 64) == 0)
            .map(Progress::laneOf)
            .distinct()
            .count();

    assertThat(lanes).isEqualTo(Progress.LANES);
  }

  private static int partition(String key, int partitions) {
    return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions;
  }
}
