package io.baton.persistence.jpa;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.model.Payload;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.math.BigDecimal;

/** A value that a case is found by. */
@Entity
@Table(name = "baton_attribute")
@IdClass(AttributeRow.Key.class)
class AttributeRow {
  @Id
  @Column(name = "case_id")
  String caseId = "";

  @Id String name = "";

  @Column(name = "value_json")
  String json = "";

  AttributeRow() {}

  /** Equal for equal values: 1.50 is 1.5. */
  static String text(Payload value) {
    JsonNode json = value.json();
    if (json.isNumber()) {
      BigDecimal number = json.decimalValue();
      return number.signum() == 0 ? "0" : number.stripTrailingZeros().toString();
    }
    return json.toString();
  }

  /** The primary key, as JPA wants it. */
  record Key(String caseId, String name) implements Serializable {}
}
