/** What the tests stand on: a database, a server, and how both are reached from outside. */
@org.jspecify.annotations.NullMarked
package io.baton.it.ground;
