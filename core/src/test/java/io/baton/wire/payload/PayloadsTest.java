package io.baton.wire.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.baton.api.PayloadName;
import io.baton.api.PayloadSchema;
import io.baton.api.Upcaster;
import io.baton.model.Payload;
import io.baton.wire.Json;
import io.baton.wire.UnreadableException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Values as they are stored, and read again by other code. */
class PayloadsTest {
  private static Payload json(String text) {
    return new Payload(Json.tree(text.replace('\'', '"')));
  }

  private static String written(Object value) {
    return Json.payload(value).toString().replace('"', '\'');
  }

  private static Object read(String text, Type type) {
    return Json.value(json(text), type, Json.LENIENT);
  }

  private static void unreadable(String text, Type type, String... says) {
    for (var mapper : List.of(Json.LENIENT, Json.STRICT)) {
      assertThatExceptionOfType(UnreadableException.class)
          .isThrownBy(() -> Json.value(json(text), type, mapper))
          .satisfies(e -> assertThat(e.getMessage()).contains(says));
    }
  }

  sealed interface Shape {}

  record Circle(BigDecimal radius) implements Shape {}

  @PayloadName("box")
  record Rectangle(int width, int height) implements Shape {}

  sealed interface Odd extends Shape {}

  record Nothing() implements Odd {}

  /** Not a record, and of a second family as well. */
  static final class Blob implements Odd, Labelled {
    private String label = "";

    public String getLabel() {
      return label;
    }

    public void setLabel(String label) {
      this.label = label;
    }
  }

  sealed interface Labelled {}

  record Drawing(Shape first, List<Shape> more, Map<String, Odd> odd, @Nullable Shape last) {}

  static List<Shape> shapes;

  private static Type shapes() throws NoSuchFieldException {
    return PayloadsTest.class.getDeclaredField("shapes").getGenericType();
  }

  @Test
  void aMemberOfASealedFamilyIsWrittenWithItsNameAndReadByIt() {
    assertThat(written(new Circle(new BigDecimal("1.50"))))
        .isEqualTo("{'type':'Circle','radius':1.50}");
    assertThat(written(new Rectangle(1, 2))).isEqualTo("{'type':'box','width':1,'height':2}");
    assertThat(written(new Nothing())).isEqualTo("{'type':'Nothing'}");
    assertThat(read("{'type':'Circle','radius':1.50}", Shape.class))
        .isEqualTo(new Circle(new BigDecimal("1.50")));
    assertThat(read("{'width':1,'type':'box','height':2}", Shape.class))
        .isEqualTo(new Rectangle(1, 2));
    assertThat(read("{'type':'Nothing'}", Shape.class)).isEqualTo(new Nothing());
    assertThat(read("{'type':'Nothing'}", Odd.class)).isEqualTo(new Nothing());
    assertThat(read("{'type':'Blob','label':'b'}", Labelled.class))
        .isInstanceOfSatisfying(Blob.class, blob -> assertThat(blob.getLabel()).isEqualTo("b"));
  }

  @Test
  void theNameIsThereInsideOfListsMapsAndRecords() throws NoSuchFieldException {
    List<Shape> list = List.of(new Rectangle(1, 2), new Nothing());
    assertThat(written(list)).contains("'type':'box'", "'type':'Nothing'");
    assertThat(Json.value(Json.payload(list), shapes(), Json.STRICT)).isEqualTo(list);
    assertThat(written(Map.of("a", new Nothing()))).isEqualTo("{'a':{'type':'Nothing'}}");
    assertThat(written(new Shape[] {new Nothing()})).isEqualTo("[{'type':'Nothing'}]");
    Drawing drawing = new Drawing(new Nothing(), list, Map.of("x", new Nothing()), null);
    assertThat(Json.value(Json.payload(drawing), Drawing.class, Json.STRICT)).isEqualTo(drawing);
  }

  sealed interface Outcome<T> {}

  record Ok<T>(T value) implements Outcome<T> {}

  record Err<T>(String why) implements Outcome<T> {}

  record Outcomes(List<Outcome<LocalDate>> all) {}

  @Test
  void aFamilyMayBeGeneric() {
    assertThat(Json.check(Outcomes.class).problems()).isEmpty();
    Outcomes outcomes = new Outcomes(List.of(new Ok<>(LocalDate.of(2026, 1, 2)), new Err<>("no")));
    assertThat(Json.value(Json.payload(outcomes), Outcomes.class, Json.STRICT)).isEqualTo(outcomes);
  }

  @Test
  void whereTheTypeIsKnownTheNameMayBeMissing() {
    assertThat(read("{'width':1,'height':2}", Rectangle.class)).isEqualTo(new Rectangle(1, 2));
    assertThat(read("{'type':'box','width':1,'height':2}", Rectangle.class))
        .isEqualTo(new Rectangle(1, 2));
  }

  @Test
  void anythingElseIsNoNameLeastOfAllAClass() {
    unreadable("{'width':1,'height':2}", Shape.class, "missing type id property 'type'");
    unreadable("{'type':'Sphere'}", Shape.class, "'Sphere'", "[Blob, Circle, Nothing, box]");
    unreadable("{'type':'" + Circle.class.getName() + "','radius':1}", Shape.class, "Circle'");
    unreadable("{'type':'Circle','radius':1}", Odd.class, "'Circle'", "[Blob, Nothing]");
    unreadable("{'type':'Circle','width':1,'height':2}", Rectangle.class, "'Circle'", "[box]");
    unreadable("{'first':{'type':'Sphere'}}", Drawing.class, "at /first: ", "'Sphere'");
  }

  @PayloadSchema(3)
  record Order(String customer, String currency, int amount) {
    @Upcaster(from = 1)
    static ObjectNode whoIsTheCustomer(ObjectNode order) {
      order.set("customer", order.remove("who"));
      return order;
    }

    @Upcaster(from = 2)
    static void allWasInEuro(ObjectNode order) {
      order.put("currency", "EUR");
    }
  }

  @PayloadSchema(value = 2, upcasters = Elsewhere.class)
  record Paid(long receipt) implements Answer {}

  record Refused() implements Answer {}

  sealed interface Answer {}

  static final class Elsewhere {
    private Elsewhere() {}

    @Upcaster(from = 1)
    private static ObjectNode numbered(ObjectNode paid) {
      return paid.put("receipt", Long.parseLong(paid.get("receipt").textValue()));
    }
  }

  @Test
  void anOlderValueIsLedToTheNewestSchema() {
    Order order = new Order("alice", "EUR", 7);
    assertThat(written(order))
        .isEqualTo("{'@schema':3,'customer':'alice','currency':'EUR','amount':7}");
    String current = "{'customer':'alice','currency':'EUR','amount':7,'@schema':3}";
    for (var mapper : List.of(Json.LENIENT, Json.STRICT)) {
      for (String text :
          List.of(
              "{'who':'alice','amount':7}",
              "{'@schema':1,'who':'alice','amount':7}",
              "{'amount':7,'customer':'alice','@schema':2}",
              current)) {
        assertThat(Json.value(json(text), Order.class, mapper)).as(text).isEqualTo(order);
      }
    }
  }

  @Test
  void aMemberOfAFamilyHasASchemaOfItsOwn() {
    assertThat(written(new Paid(5))).isEqualTo("{'type':'Paid','@schema':2,'receipt':5}");
    assertThat(read("{'type':'Paid','receipt':'5'}", Answer.class)).isEqualTo(new Paid(5));
    assertThat(read("{'receipt':'5','type':'Paid'}", Answer.class)).isEqualTo(new Paid(5));
    assertThat(read("{'type':'Paid','@schema':2,'receipt':5}", Answer.class))
        .isEqualTo(new Paid(5));
    assertThat(read("{'type':'Refused'}", Answer.class)).isEqualTo(new Refused());
  }

  @Test
  void upcastingChangesNothingOfTheStoredValue() {
    Payload stored = json("{'who':'alice','amount':7}");
    Json.value(stored, Order.class, Json.LENIENT);
    assertThat(stored).isEqualTo(json("{'who':'alice','amount':7}"));
  }

  record Plain(int count) {}

  record Holder(List<Order> orders) {}

  @PayloadSchema(4)
  record Gap(int a) {
    @Upcaster(from = 1)
    static void one(ObjectNode gap) {}

    @Upcaster(from = 3)
    static void three(ObjectNode gap) {
      throw new IllegalStateException("no third");
    }
  }

  @Test
  void aSchemaWithoutAWayIsToldWithBothNumbers() {
    unreadable(
        "{'@schema':4}",
        Order.class,
        "at /: the value has schema 4 of Order, newer than 3, the newest that is known here");
    unreadable(
        "{'orders':[{'@schema':4}]}",
        Holder.class,
        "at /orders/0: the value has schema 4 of Order");
    unreadable(
        "{'count':1,'@schema':2}", Plain.class, "schema 2 of Plain, newer than 1, the newest");
    assertThat(read("{'count':1,'@schema':1}", Plain.class)).isEqualTo(new Plain(1));
    unreadable(
        "{'a':1}",
        Gap.class,
        "has schema 1 of Gap, known here is 4, and no @Upcaster(from = 2) is on the way");
    unreadable(
        "{'@schema':3}",
        Gap.class,
        "the upcaster of Gap from schema 3 failed: java.lang.IllegalStateException: no third");
    for (String number : List.of("0", "-1", "'3'", "1.0", "null", "99999999999")) {
      unreadable("{'@schema':" + number + "}", Order.class, "@schema is ");
      unreadable("{'count':1,'@schema':" + number + "}", Plain.class, "@schema is ");
    }
  }

  @Test
  void aPrimitiveThatIsNewerThanTheValueIsNotGuessed() {
    unreadable(
        "{'first':1}",
        Plain.class,
        "missing or null, and int cannot be",
        "give it in an @Upcaster");
    unreadable("{'count':null}", Plain.class, "at /count: missing or null, and int cannot be");
  }

  enum Colour {
    RED,
    GREEN
  }

  @Test
  void aSetIsWrittenInTheSameOrderWhicheverWayItWasFilled() {
    List<String> words =
        IntStream.range(0, 100).mapToObj(i -> "w" + i).collect(Collectors.toList());
    Set<String> ways = new HashSet<>();
    for (int capacity : List.of(1, 16, 1000, 100_000)) {
      Collections.reverse(words);
      Set<String> set = new HashSet<>(capacity);
      set.addAll(words);
      ways.add(written(set));
      ways.add(written(Set.copyOf(set)));
      ways.add(written(Map.of("in", List.of(set))).replace("{'in':[", "").replace("]]}", "]"));
    }
    assertThat(ways).hasSize(1);
    assertThat(written(Set.of(10, 9, 1))).isEqualTo("[1,9,10]");
    assertThat(written(Set.of(Set.of("b", "a"), Set.of("c")))).isEqualTo("[['a','b'],['c']]");
    assertThat(written(Set.of(new Nothing()))).isEqualTo("[{'type':'Nothing'}]");
    assertThat(written(new HashSet<>(Arrays.asList("x", null)))).isEqualTo("['x',null]");
    assertThat(written(Set.of(1.10, new BigDecimal("1.20")))).isEqualTo("[1.1,1.20]");
  }

  @Test
  void aSetWithAnOrderOfItsOwnKeepsIt() {
    assertThat(written(new LinkedHashSet<>(List.of("b", "a")))).isEqualTo("['b','a']");
    Set<Integer> down = new TreeSet<>(Collections.reverseOrder());
    down.addAll(List.of(1, 2));
    assertThat(written(down)).isEqualTo("[2,1]");
    assertThat(written(EnumSet.allOf(Colour.class))).isEqualTo("['GREEN','RED']");
  }

  @Test
  void theKeysOfAMapAreWrittenInOrder() {
    Map<String, Integer> map = new HashMap<>(1000);
    IntStream.range(10, 30).forEach(i -> map.put("k" + i, i));
    List<String> keys = new ArrayList<>();
    Json.payload(map).json().fieldNames().forEachRemaining(keys::add);
    assertThat(keys).isSorted().hasSize(20);
  }

  record Times(Instant at, LocalDate day, Duration lasts) {}

  @Test
  void timesAreText() {
    Times times =
        new Times(
            Instant.parse("2026-01-02T03:04:05.678901234Z"),
            LocalDate.of(2026, 1, 2),
            Duration.ofMinutes(90));
    assertThat(written(times))
        .isEqualTo("{'at':'2026-01-02T03:04:05.678901234Z','day':'2026-01-02','lasts':'PT1H30M'}");
    assertThat(Json.value(Json.payload(times), Times.class, Json.STRICT)).isEqualTo(times);
  }

  record Chain(@Nullable Chain next) {}

  static final class Circular {
    public Circular getSelf() {
      return this;
    }
  }

  @Test
  void whatIsTooLargeOrTooDeepIsRefusedWhileItIsWritten() {
    List<String> endless = Collections.nCopies(Integer.MAX_VALUE, "x".repeat(1000));
    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> Json.payload(endless))
        .withMessageContaining("more than 1000000 characters");
    Chain chain = new Chain(null);
    for (int i = 0; i < 64; i++) {
      chain = new Chain(chain);
    }
    Chain deep = chain;
    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> Json.payload(deep))
        .withMessageContaining("depth (65) exceeds the maximum allowed (64");
    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> Json.payload(new Circular()));
  }
}
