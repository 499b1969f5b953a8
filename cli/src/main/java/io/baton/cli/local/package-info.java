/**
 * The installation below a checkout's {@code .baton} folder: one database, one server, one
 * application.
 */
@NullMarked
package io.baton.cli.local;

import org.jspecify.annotations.NullMarked;
