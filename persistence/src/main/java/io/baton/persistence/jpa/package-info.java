/**
 * Cases in a relational database: a journal of turns, and one row per case that is locked while the
 * case moves on.
 */
@NullMarked
package io.baton.persistence.jpa;

import org.jspecify.annotations.NullMarked;
