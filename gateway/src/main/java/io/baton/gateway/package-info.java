/**
 * The way from a topic to what is outside: each record is first kept, then handed to a handler, key
 * by key in order and all keys side by side.
 */
@NullMarked
package io.baton.gateway;

import org.jspecify.annotations.NullMarked;
