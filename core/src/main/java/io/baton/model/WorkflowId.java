package io.baton.model;

/** A definition: a name and a version, immutable once cases run on it. */
public record WorkflowId(String name, int version) {
  public WorkflowId {
    Limits.name("workflow", name, 100);
    if (version < 1) {
      throw new IllegalArgumentException("workflow version is " + version + ", the least is 1");
    }
  }

  @Override
  public String toString() {
    return name + "@" + version;
  }
}
