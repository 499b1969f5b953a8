/** Timers on two nodes that share a database, killed and with their clocks moved. */
package io.baton.it.time;
