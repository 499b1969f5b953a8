package io.baton.examples.graphs.users;

import io.baton.api.Activity;

/** What makes a user, and what unmakes one; the graph says which undoes which. */
public interface Registration {
  /** Gives the user's id. */
  @Activity
  String createUser(String name);

  @Activity
  void removeUser(String name, String user);

  /** Gives the license's number. */
  @Activity
  String addLicense(String user, String plan);

  @Activity
  void removeLicense(String user, String plan, String license);

  @Activity
  void logRemoval(String user, String plan, String license);

  /**
   * @throws ClubIsFull an answer: nobody is asked again
   */
  @Activity
  String addMembership(String user, String club) throws ClubIsFull;
}
