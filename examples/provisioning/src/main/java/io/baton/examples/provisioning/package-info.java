/**
 * Machines in a cloud: asked for, polled until they are ready, and deleted when it comes to
 * nothing.
 */
@NullMarked
package io.baton.examples.provisioning;

import org.jspecify.annotations.NullMarked;
