/** An application whose work is done outside of its transactions: by calls, and by workers. */
@org.jspecify.annotations.NullMarked
package io.baton.it.away;
