/** The user registration: what its graph calls. */
@NullMarked
package io.baton.examples.graphs.users;

import org.jspecify.annotations.NullMarked;
