/**
 * Cases as the executions of Kestra, and the messages by which its workers are asked and answer: a
 * second way to look at what the kernel does, and no second way to do it.
 */
@NullMarked
package io.baton.graph.executor;

import org.jspecify.annotations.NullMarked;
