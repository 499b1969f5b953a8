/** Baton in a Jakarta EE server: one message, one XA transaction, one step of a case. */
@org.jspecify.annotations.NullMarked
package io.baton.ejb;
