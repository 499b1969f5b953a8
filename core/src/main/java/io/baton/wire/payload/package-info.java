/**
 * How values of the application become JSON and are read again, perhaps years later: sealed types
 * by name, schema numbers, sets in a stable order.
 */
@org.jspecify.annotations.NullMarked
package io.baton.wire.payload;
