/**
 * Workflows as plain Java: the method is run again from its first line in each turn, and every
 * durable call that has its answer returns at once.
 */
@org.jspecify.annotations.NullMarked
package io.baton.workflow.script;
