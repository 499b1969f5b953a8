/** Each graph, run. */
@org.jspecify.annotations.NullMarked
package io.baton.examples.graphs;
