/**
 * The messages of a workflow manager that asks services by {@code FromManager} and hears from them
 * by {@code ToManager}: as text, as records, and as what they mean for a case. Nothing here sends
 * or receives.
 */
@NullMarked
package io.baton.graph.messages;

import org.jspecify.annotations.NullMarked;
