package io.baton.graph.model;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** What a node may be called, and how refs name it. */
public final class NodeIds {
  private static final Pattern FITTING = Pattern.compile("[A-Za-z0-9_-]{1,60}");
  private static final int SLUG = 51;

  /** How the ref of the timer ends that bounds a container or a child. No node is called so. */
  private static final String LIMIT = "~@timeout";

  private NodeIds() {}

  /**
   * The id of the node that {@code part} of a ref is of: what stands behind a tilde tells apart the
   * times that a node of join EACH was begun.
   */
  public static String of(String part) {
    int instance = part.indexOf('~');
    return instance < 0 ? part : part.substring(0, instance);
  }

  /** The ref of the timer that bounds the container or child at {@code ref}. */
  public static String limit(String ref) {
    return ref + LIMIT;
  }

  /** True for the ref of a timer that bounds a container or a child. */
  public static boolean isLimit(String ref) {
    return ref.endsWith(LIMIT);
  }

  /** The id of the node that awaits {@code ref}, in its body. */
  public static String last(String ref) {
    return of(ref.substring(ref.lastIndexOf('.') + 1));
  }

  /**
   * {@code foreign} itself if a node may be called so; else what fits of it, with a checksum, so
   * that the same text always gives the same id, and others hardly ever.
   */
  public static String fitting(String foreign) {
    if (FITTING.matcher(foreign).matches()) {
      return foreign;
    }
    CRC32 checksum = new CRC32();
    checksum.update(foreign.getBytes(StandardCharsets.UTF_8));
    String slug = foreign.replaceAll("[^A-Za-z0-9_-]", "_");
    return "%s-%08x"
        .formatted(slug.substring(0, Math.min(SLUG, slug.length())), checksum.getValue());
  }
}
