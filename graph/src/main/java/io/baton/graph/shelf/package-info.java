/**
 * The graphs that were deployed while the engine runs, beside the workflows of the application's
 * own classes. The store's table is the truth; each node looks whether it knows all of it.
 */
@org.jspecify.annotations.NullMarked
package io.baton.graph.shelf;
