package io.baton.cli.ground;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/** Names for new clusters of Kafka: a UUID in 22 letters. */
final class ClusterIds {
  private ClusterIds() {}

  static String next() {
    UUID id = UUID.randomUUID();
    ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES);
    bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }
}
