/**
 * The words of the kernel as data: ids, commands, events, effects, and a case as the fold of its
 * journal.
 */
@org.jspecify.annotations.NullMarked
package io.baton.model;
