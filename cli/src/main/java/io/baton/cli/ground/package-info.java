/**
 * The ground that Baton stands on, on one machine: a PostgreSQL and WildFly servers that need no
 * installation, live in the checkout's {@code .baton} folder and outlive the process that started
 * them. Processes are known by their recorded id and start time, never by name.
 */
@NullMarked
package io.baton.cli.ground;

import org.jspecify.annotations.NullMarked;
