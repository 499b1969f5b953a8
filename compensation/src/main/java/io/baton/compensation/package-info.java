/** Undoing what a case has done, in reverse order. */
@NullMarked
package io.baton.compensation;

import org.jspecify.annotations.NullMarked;
