/** The server's transactions, as the kernel uses them. */
@org.jspecify.annotations.NullMarked
package io.baton.ejb.jta;
