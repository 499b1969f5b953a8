package io.baton.persistence.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A long case as it stood after a turn. */
@Entity
@Table(name = "baton_snapshot")
class SnapshotRow {
  @Id
  @Column(name = "case_id")
  String caseId = "";

  long turn;

  @Column(length = Integer.MAX_VALUE)
  String state = "";

  SnapshotRow() {}
}
