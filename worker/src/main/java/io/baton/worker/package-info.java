/** Takes requests of REMOTE activities from a queue, runs handlers, answers. */
@org.jspecify.annotations.NullMarked
package io.baton.worker;
