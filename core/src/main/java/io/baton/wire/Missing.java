package io.baton.wire;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what a text left out although the record it became cannot be without it. */
final class Missing {
  private Missing() {}

  /**
   * @return the JSON pointer of the first member that is not there; null is fine where the record
   *     says {@link Nullable}
   */
  static Optional<String> in(@Nullable Object value, String at) {
    return Optional.ofNullable(below(value)).map(path -> at + path);
  }

  /**
   * Plain loops, and a path only where something is missing: every message comes by here.
   *
   * @return null when nothing is missing
   */
  private static @Nullable String below(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        String path = below(list.get(i));
        if (path != null) {
          return "/" + i + path;
        }
      }
    } else if (value instanceof Record) {
      for (Member member : MEMBERS.get(value.getClass())) {
        Object held = member.of(value);
        String path = held == null && member.nullable() ? null : below(held);
        if (path != null) {
          return "/" + member.name() + path;
        }
      }
    }
    return null;
  }

  /** A component of a record, looked at once. */
  private record Member(String name, Method accessor, boolean nullable) {
    @Nullable Object of(Object value) {
      try {
        return accessor.invoke(value);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(accessor + " cannot be read", e);
      }
    }
  }

  private static final ClassValue<List<Member>> MEMBERS =
      new ClassValue<>() {
        @Override
        protected List<Member> computeValue(Class<?> type) {
          return Arrays.stream(type.getRecordComponents())
              .map(
                  c ->
                      new Member(
                          c.getName(),
                          c.getAccessor(),
                          c.getAnnotatedType().isAnnotationPresent(Nullable.class)))
              .toList();
        }
      };
}
