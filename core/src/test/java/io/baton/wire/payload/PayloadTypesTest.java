package io.baton.wire.payload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.baton.api.PayloadName;
import io.baton.api.PayloadSchema;
import io.baton.api.Upcaster;
import io.baton.wire.Json;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which types can be stored, and what is said of the others. */
class PayloadTypesTest {
  private static void refused(Type type, String... problems) {
    assertThat(Json.check(type).problems()).as("%s", type).containsExactly(problems);
  }

  enum Colour {
    RED,
    GREEN {
      @Override
      public String toString() {
        return "g";
      }
    }
  }

  record Pair<A, B>(A first, B second) {}

  record All(
      boolean flag,
      char letter,
      Integer boxed,
      BigInteger big,
      BigDecimal money,
      String text,
      UUID id,
      URI uri,
      Locale locale,
      Currency currency,
      byte[] bytes,
      Colour colour,
      Instant at,
      LocalDate day,
      Duration lasts,
      ZonedDateTime meeting,
      Year year,
      List<? extends Number> list,
      Set<Colour> set,
      SortedSet<String> sorted,
      EnumSet<Colour> enums,
      Map<String, List<Integer>> map,
      SortedMap<Integer, String> byNumber,
      Map<UUID, String> byId,
      EnumMap<Colour, String> byColour,
      Pair<String, Pair<Integer, Bean>> pair,
      JsonNode json,
      ObjectNode object,
      int[][] grid,
      Tree tree) {}

  record Tree(List<Tree> children) {}

  /** A class with getters and setters, and one with a creator inside. */
  static class Bean {
    private Made made;

    public Made getMade() {
      return made;
    }

    public void setMade(Made made) {
      this.made = made;
    }
  }

  static final class Made {
    private final String text;

    private Made(String text) {
      this.text = text;
    }

    @JsonCreator
    static Made of(String text) {
      return new Made(text);
    }

    @JsonValue
    String text() {
      return text;
    }
  }

  @Test
  void whatJacksonCanMakeIsFine() {
    refused(All.class);
    refused(void.class);
    refused(int.class);
    refused(String[].class);
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        Runnable.class,
        Iterator.class,
        Stream.class,
        InputStream.class,
        Optional.class,
        AtomicReference.class,
        CompletableFuture.class,
        Thread.class,
        Class.class,
        Exception.class,
        Object.class,
        HashMap.class,
        List.class,
        NoWay.class,
        Behaviour.class
      })
  void whatIsNoValueIsRefused(Class<?> type) {
    assertThat(Json.check(type).problems()).as("%s", type).isNotEmpty();
  }

  static final class NoWay {
    private final int number;

    NoWay(int number, String more) {
      this.number = number + more.length();
    }

    public int getNumber() {
      return number;
    }
  }

  abstract static class Behaviour {
    abstract void act();
  }

  record Deep(List<Map<String, Middle>> middles) {}

  record Middle(Optional<String> note, Object any, Behaviour behaviour) {}

  @Test
  void theWayToAMemberIsTold() {
    refused(
        Deep.class,
        "at /middles/*/*/note: Optional is no value; use what it holds, which may be null",
        "at /middles/*/*/any: Object, or a type left open, says nothing of what is stored; name the"
            + " type",
        "at /middles/*/*/behaviour: Behaviour is an abstract class; only sealed ones, collections"
            + " and maps can be made from JSON");
    refused(
        NoWay.class,
        "NoWay is neither a record, nor has it a constructor without parameters or one with"
            + " @JsonCreator");
  }

  sealed interface Doubled {}

  record One(int a) implements Doubled {}

  @PayloadName("One")
  record Other(int a) implements Doubled {}

  sealed interface Typed {}

  record WithType(String type) implements Typed {}

  record Renamed(@JsonProperty("type") String kind) implements Typed {}

  record Anywhere(String type) {}

  sealed interface Open {}

  static non-sealed class Anything implements Open {}

  enum Constants implements Open {
    A
  }

  @PayloadName("a b")
  record BadName(Runnable run) implements Open {}

  @Test
  void aSealedFamilyIsAClosedListOfDifferentNames() {
    refused(
        Doubled.class,
        One.class.getName()
            + " and "
            + Other.class.getName()
            + ", permitted by Doubled, are both called 'One'; give one of them another"
            + " @PayloadName");
    refused(
        Typed.class,
        "WithType has a member 'type', which Baton writes itself",
        "Renamed has a member 'type', which Baton writes itself");
    refused(Anywhere.class);
    refused(WithType.class, "WithType has a member 'type', which Baton writes itself");
    refused(
        Open.class,
        "Anything, permitted by Open, is neither a record nor a final class",
        "Constants, permitted by Open, is neither a record nor a final class",
        "BadName: the name 'a b' is not 1 to 100 letters, digits, dots, dashes and underscores",
        "at /run: Runnable is an interface; only sealed ones, collections and maps can be made"
            + " from JSON");
  }

  sealed interface Scalar {}

  record AsText(@JsonValue String text) implements Scalar {}

  @Test
  void aMemberOfAFamilyIsAnObject() {
    refused(Scalar.class, "AsText is not written as an object with members");
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
  interface ByClass {}

  @Test
  void noAnnotationBringsClassNamesIn() {
    refused(
        ByClass.class,
        "ByClass is an interface; only sealed ones, collections and maps can be made from JSON");
  }

  @PayloadSchema(4)
  record Gaps(int a, @JsonProperty("@schema") int b) {
    @Upcaster(from = 1)
    static String wrong(ObjectNode value) {
      return "";
    }

    @Upcaster(from = 2)
    static void two(ObjectNode value) {}

    @Upcaster(from = 2)
    static void twice(JsonNode value) {}

    @Upcaster(from = 4)
    static void late(ObjectNode value) {}

    @Upcaster(from = 3)
    void ofAnObject(ObjectNode value) {}
  }

  @PayloadSchema(0)
  record Zero() {}

  @PayloadSchema(2)
  sealed interface Family {}

  record Kin() implements Family {}

  @Test
  void aSchemaNeedsAWayFromEveryOlderOne() {
    assertThat(Json.check(Gaps.class).problems())
        .containsExactlyInAnyOrder(
            "Gaps: upcaster wrong must be static, take an ObjectNode and return one, or nothing",
            "Gaps: upcaster ofAnObject must be static, take an ObjectNode and return one, or nothing",
            "Gaps: upcaster late is from 4, but the schema is 4",
            "Gaps: two upcasters are from 2",
            "Gaps: no @Upcaster(from = 1) leads to schema 2",
            "Gaps: no @Upcaster(from = 3) leads to schema 4",
            "Gaps has a member '@schema', which Baton writes itself");
    refused(Zero.class, "Zero: @PayloadSchema(0): the least is 1");
    refused(Family.class, "Family is sealed: its records have schemas");
  }

  record Keys(Map<Pair<String, String>, String> byPair) {}

  @Test
  void theKeysOfAMapAreTexts() {
    assertThat(Json.check(Keys.class).problems())
        .singleElement()
        .asString()
        .contains("Key deserializer", "Pair");
  }
}
