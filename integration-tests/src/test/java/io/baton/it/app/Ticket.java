package io.baton.it.app;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

/** A row with a key of its own making, so that nothing is written before the flush. */
@Entity
@Table(name = "it_ticket")
public class Ticket {
  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "it_ticket_seq")
  @SequenceGenerator(name = "it_ticket_seq", sequenceName = "it_ticket_seq", allocationSize = 1)
  private Long id;

  @Column(unique = true)
  private String number;

  protected Ticket() {}

  public Ticket(String number) {
    this.number = number;
  }
}
