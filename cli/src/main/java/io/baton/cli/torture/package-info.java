/** Kills whatever is there while records cross in both directions, and counts. */
@NullMarked
package io.baton.cli.torture;

import org.jspecify.annotations.NullMarked;
