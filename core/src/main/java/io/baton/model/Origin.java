package io.baton.model;

/**
 * What a command remembers of the case that sent it, so that it can run before the case is loaded.
 *
 * @param starter who started the case
 * @param bornAt number of the turn that sent the command; a case that is older has been overtaken
 */
public record Origin(WorkflowId workflow, String starter, long bornAt) {
  public Origin {
    if (bornAt < 0) {
      throw new IllegalArgumentException("bornAt is " + bornAt + ", the least is 0");
    }
  }
}
