/**
 * What the kernel asks of its host: a memory, a way out for commands, activities, definitions,
 * transactions.
 */
@org.jspecify.annotations.NullMarked
package io.baton.port;
