/**
 * What records of Kafka say in the words of a workflow manager and of Kestra's executor. Each
 * dialect reads one record into one wish; nothing here receives or carries out.
 */
@NullMarked
package io.baton.graph.records;

import org.jspecify.annotations.NullMarked;
