package io.baton.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/** The arguments of the activity's call, in the order of its parameters. */
public final class Args {
  private final JsonNode array;
  private final ObjectMapper mapper;

  Args(JsonNode array, ObjectMapper mapper) {
    this.array = array;
    this.mapper = mapper;
  }

  public int size() {
    return array.size();
  }

  /**
   * @return null when the argument is JSON's null
   * @throws IllegalArgumentException when it is not there, or does not fit {@code type}
   */
  public <T> @Nullable T get(int index, Class<T> type) {
    return mapper.convertValue(json(index), type);
  }

  /**
   * @throws IllegalArgumentException when there is no such argument
   */
  public JsonNode json(int index) {
    JsonNode argument = array.get(index);
    if (argument == null) {
      throw new IllegalArgumentException(
          "there is no argument %d, there are %d".formatted(index, array.size()));
    }
    return argument;
  }

  @Override
  public String toString() {
    return array.toString();
  }
}
