/** Workflows and activities found among the beans of an application. */
@NullMarked
package io.baton.cdi;

import org.jspecify.annotations.NullMarked;
