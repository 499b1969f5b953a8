package io.baton.kafka.connect;

import java.util.Optional;

/** The version of the plugin, as its jar says it. */
final class Version {
  static final String TEXT =
      Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
          .orElse("development");

  private Version() {}
}
