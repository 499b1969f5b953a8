/** A durable Baton in a process of its own, that is killed while its cases run. */
package io.baton.standalone.kill;
