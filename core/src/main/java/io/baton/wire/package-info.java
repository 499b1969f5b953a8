/** Commands, events and requests as JSON text, with limits on everything that comes in. */
@org.jspecify.annotations.NullMarked
package io.baton.wire;
