/** Breaks every rule once, so that each is known to be awake. */
package io.baton.architecture.bad;
