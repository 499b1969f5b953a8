package io.baton.graph.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.baton.api.UndoOrder;
import io.baton.graph.model.Edge;
import io.baton.graph.model.Graph;
import io.baton.graph.model.Join;
import io.baton.graph.model.Node;
import io.baton.graph.model.Retries;
import io.baton.graph.model.UndoRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphSchemaTest {
  private static final JsonNode SCHEMA = GraphSchema.DOCUMENT;

  private static List<String> texts(String pointer) {
    List<String> texts = new ArrayList<>();
    SCHEMA.at(pointer).forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static List<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).toList();
  }

  @Test
  void theSchemaIsItselfASchema() {
    assertThat(
            JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(SchemaLocation.of(SchemaId.V202012))
                .validate(SCHEMA))
        .isEmpty();
  }

  @Test
  void theSchemaHasTheChoicesThatTheModelHas() {
    assertThat(texts("/$defs/join/enum")).isEqualTo(names(Join.values()));
    assertThat(texts("/$defs/longEdge/properties/on/enum")).isEqualTo(names(Edge.On.values()));
    assertThat(texts("/$defs/retry/properties/then/enum")).isEqualTo(names(Retries.Then.values()));
    assertThat(texts("/$defs/undoRule/properties/order/enum"))
        .containsExactlyInAnyOrderElementsOf(names(UndoOrder.values()));
    assertThat(texts("/$defs/undoRule/properties/scope/enum"))
        .isEqualTo(names(UndoRule.Scope.values()));
    assertThat(texts("/properties/concurrency/properties/whenFull/enum"))
        .isEqualTo(names(Graph.WhenFull.values()));
  }

  @Test
  void theSchemaHasTheKindsThatTheModelHas() {
    assertThat(texts("/$defs/node/properties/kind/enum"))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Node.class.getPermittedSubclasses())
                .map(kind -> kind.getSimpleName())
                .map(name -> name.substring(0, 1).toLowerCase() + name.substring(1))
                .toList());
  }

  /** Otherwise a sentence of {@code SchemaSentences} would have a hole in it. */
  @Test
  void everyPatternIsDescribedAndEveryNumberHasBothBounds() {
    assertThat(SCHEMA.findParents("pattern"))
        .isNotEmpty()
        .allSatisfy(rules -> assertThat(rules.path("description").asText()).isNotEmpty());
    assertThat(SCHEMA.findParents("maximum"))
        .isNotEmpty()
        .allSatisfy(rules -> assertThat(rules.has("minimum")).isTrue());
  }
}
