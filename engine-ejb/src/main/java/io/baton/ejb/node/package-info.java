/** What a node must be and keep up to take part: checks at the start, its lease, slow work. */
@org.jspecify.annotations.NullMarked
package io.baton.ejb.node;
