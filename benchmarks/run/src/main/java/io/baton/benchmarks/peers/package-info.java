/**
 * Other engines under the same workloads, in processes of their own that are told what to do. What
 * they need is built beside the product and is no part of it.
 */
@NullMarked
package io.baton.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
