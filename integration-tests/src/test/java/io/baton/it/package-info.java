/** Baton in a real server with a real database: what is promised when things go wrong. */
@org.jspecify.annotations.NullMarked
package io.baton.it;
