/** A subscription that is charged every month until somebody ends it, told in two ways. */
@NullMarked
package io.baton.examples.subscription;

import org.jspecify.annotations.NullMarked;
