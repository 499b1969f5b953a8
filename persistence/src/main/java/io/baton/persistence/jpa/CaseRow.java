package io.baton.persistence.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A case as operators see it in a list, and what is locked while it moves on. */
@Entity
@Table(name = "baton_case")
class CaseRow {
  @Id
  @Column(name = "case_id")
  String caseId = "";

  String workflow = "";
  int version;
  String status = "";
  long turn;

  @Column(name = "command_id")
  @Nullable String commandId;

  String starter = "";

  @Column(name = "business_key")
  @Nullable String businessKey;

  @Column(name = "parent_id")
  @Nullable String parentId;

  @Column(name = "created_at")
  Instant createdAt = Instant.EPOCH;

  @Column(name = "updated_at")
  Instant updatedAt = Instant.EPOCH;

  @Column(name = "ended_at")
  @Nullable Instant endedAt;

  CaseRow() {}
}
