/** Baton from a shell: one class for each command of the baton script. */
@NullMarked
package io.baton.cli;

import org.jspecify.annotations.NullMarked;
