/** Wakes the engines of a cluster, one at a time, by Quartz' clustered scheduler. */
@NullMarked
package io.baton.quartz;

import org.jspecify.annotations.NullMarked;
