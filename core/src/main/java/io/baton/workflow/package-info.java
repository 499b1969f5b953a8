/**
 * The seam between the kernel and the ways to write a workflow: a program looks at a case and
 * decides what comes next.
 */
@org.jspecify.annotations.NullMarked
package io.baton.workflow;
