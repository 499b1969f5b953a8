package io.baton.it.away;

/** The hotel's no. */
public class NoRooms extends Exception {
  private static final long serialVersionUID = 1L;

  public NoRooms(String message) {
    super(message);
  }
}
