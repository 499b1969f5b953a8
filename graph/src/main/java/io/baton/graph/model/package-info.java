/** What a graph says: nodes, what comes after what, and what is to happen when something fails. */
@NullMarked
package io.baton.graph.model;

import org.jspecify.annotations.NullMarked;
