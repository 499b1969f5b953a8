/** A workflow in a plain JVM: in memory, or on disk, where a killed process goes on. */
@NullMarked
package io.baton.examples.standalone;

import org.jspecify.annotations.NullMarked;
