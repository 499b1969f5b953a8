package io.baton.persistence.jpa;

import io.baton.model.CaseId;
import io.baton.model.Incident;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that waits for a person. */
@Entity
@Table(name = "baton_incident")
class IncidentRow {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  long id;

  String kind = "";
  String code = "";

  @Column(name = "case_id")
  @Nullable String caseId;

  @Column(length = Integer.MAX_VALUE)
  String reason = "";

  @Column(length = Integer.MAX_VALUE)
  @Nullable String payload;

  String node = "";

  @Column(name = "at", insertable = false, updatable = false)
  Instant at = Instant.EPOCH;

  @Column(name = "resolved_at")
  @Nullable Instant resolvedAt;

  IncidentRow() {}

  static IncidentRow of(Incident incident, String node) {
    IncidentRow row = new IncidentRow();
    CaseId caseId = incident.caseId();
    row.kind = incident.kind().name();
    row.code = incident.code();
    row.caseId = caseId == null ? null : caseId.value();
    row.reason = incident.reason();
    row.payload = incident.payload();
    row.node = node;
    return row;
  }
}
