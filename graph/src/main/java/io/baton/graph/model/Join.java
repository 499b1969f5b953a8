package io.baton.graph.model;

/** When a node with several edges is due. Dead edges are edges that will never be taken. */
public enum Join {
  /** Once, when every edge is taken or dead and at least one is taken. */
  ALL,
  /** Once, with the first edge that is taken. */
  FIRST,
  /** With each edge that is taken, once more: nothing is joined. */
  EACH
}
