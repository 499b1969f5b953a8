/** What is measured and how figures are made of it, whichever engine does the work. */
@NullMarked
package io.baton.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
