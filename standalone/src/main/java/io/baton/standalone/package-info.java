/** The core hosted in a plain JVM. */
@NullMarked
package io.baton.standalone;

import org.jspecify.annotations.NullMarked;
