package io.baton.persistence.jpa;

import io.baton.model.CaseId;
import io.baton.model.CommandId;
import io.baton.model.Turn;
import io.baton.wire.EventCodec;
import io.baton.wire.UnreadableException;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** One turn of a case's journal. */
@Entity
@Table(name = "baton_turn")
@IdClass(TurnRow.Key.class)
class TurnRow {
  @Id
  @Column(name = "case_id")
  String caseId = "";

  @Id long turn;

  @Column(name = "command_id")
  String commandId = "";

  String node = "";

  /** {@code at} may be a reserved word elsewhere. */
  @Column(name = "at")
  Instant at = Instant.EPOCH;

  @Column(length = Integer.MAX_VALUE)
  String events = "";

  TurnRow() {}

  static TurnRow of(CaseId id, Turn turn, String node) {
    TurnRow row = new TurnRow();
    row.caseId = id.value();
    row.turn = turn.number();
    row.commandId = turn.command().value();
    row.node = node;
    row.at = turn.at();
    row.events = EventCodec.write(turn.events());
    return row;
  }

  /**
   * @throws UnreadableException naming case and turn
   */
  Turn read() {
    try {
      return new Turn(turn, new CommandId(commandId), at, EventCodec.read(events));
    } catch (IllegalArgumentException e) {
      UnreadableException named =
          new UnreadableException(
              "journal of case %s, turn %d: %s".formatted(caseId, turn, e.getMessage()));
      named.initCause(e);
      throw named;
    }
  }

  /** The primary key, as JPA wants it. */
  record Key(String caseId, long turn) implements Serializable {}
}
