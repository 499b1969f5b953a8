package io.baton.workflow.script;

/** Where workflow objects come from: a fresh one for each turn, with its fields injected. */
@FunctionalInterface
public interface Instances {
  Instance make(Class<?> workflow);

  /** A workflow object, and how to be rid of it. */
  interface Instance {
    Object object();

    void release();
  }
}
