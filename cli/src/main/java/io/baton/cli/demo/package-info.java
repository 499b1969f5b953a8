/**
 * The guided tour: 1,200 trips, a kill in the middle, and an audit. What the requests demand is
 * worked out here from the rules of the trip alone, without the engine.
 */
@NullMarked
package io.baton.cli.demo;

import org.jspecify.annotations.NullMarked;
