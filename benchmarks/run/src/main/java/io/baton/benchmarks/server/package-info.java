/** Workloads on a server of their own: started, driven, audited. */
@NullMarked
package io.baton.benchmarks.server;

import org.jspecify.annotations.NullMarked;
