package io.baton.wire;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what a text left out although the record it became cannot be without it. */
final class Missing {
  private Missing() {}

  /**
   * @return the JSON pointer of the first member that is not there; null is fine where the record
   *     says {@link Nullable}
   */
  static Optional<String> in(@Nullable Object value, String at) {
    if (value == null) {
      return Optional.of(at);
    }
    if (value instanceof List<?> list) {
      return IntStream.range(0, list.size())
          .mapToObj(i -> in(list.get(i), at + "/" + i))
          .flatMap(Optional::stream)
          .findFirst();
    }
    return components(value)
        .filter(
            c -> !c.getAnnotatedType().isAnnotationPresent(Nullable.class) || get(c, value) != null)
        .map(c -> in(get(c, value), at + "/" + c.getName()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Stream<RecordComponent> components(Object value) {
    return value instanceof Record
        ? Arrays.stream(COMPONENTS.get(value.getClass()))
        : Stream.empty();
  }

  /** Asked for anew they would be made anew, with every message that comes. */
  private static final ClassValue<RecordComponent[]> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
          return type.getRecordComponents();
        }
      };

  private static @Nullable Object get(RecordComponent component, Object value) {
    try {
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }
}
