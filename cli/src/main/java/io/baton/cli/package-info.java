/** Baton from a shell. */
@NullMarked
package io.baton.cli;

import org.jspecify.annotations.NullMarked;
